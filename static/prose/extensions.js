/* What our texts can do beyond the editor's own: every export of these is an extension of it. */

import "prose/links";
import "prose/figures";
import "prose/embeds";
import "prose/blocks";
import "prose/pull-quotes";
import "prose/footnotes";
import "prose/tables";
import "prose/pasting";
import "prose/toolbar";
