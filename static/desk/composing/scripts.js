/* The classic scripts that the composition page stands on, in their order. */

import "admin/js/theme.js";
import "admin/js/vendor/jquery/jquery.min.js";
import "admin/js/vendor/select2/select2.full.min.js";
import "admin/js/vendor/select2/i18n/de.js";
import "admin/js/vendor/select2/i18n/en.js";
import "admin/js/jquery.init.js";
import "admin/js/core.js";
import "admin/js/admin/RelatedObjectLookups.js";
import "admin/js/autocomplete.js";
import "admin/js/inlines.js";
import "admin_ordering/jquery-ui.min.js";
import "admin_ordering/admin_ordering.js";
