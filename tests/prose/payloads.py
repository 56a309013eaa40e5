"""Hostile texts, for everything that lets text in and shows it."""

import warnings

from brs_kb import get_all_payloads

OWN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><p><style><img src=1 href=1 onerror=alert(1)></style></p></svg>",
    (
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
    ),
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='https:evil.example'>x</a>",
    "<a href='https://user:pw@evil.example'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<p style='background:url(//evil.example)' onclick=alert(1) id=x class=y>x</p>",
    "<form action=//evil.example><input name=q><button>x</button></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<figure data-file='1 onerror=alert(1)'><img src=//evil.example></figure>",
    "<figure data-file='12'><figcaption><a href='javascript:alert(1)'>x</a></figcaption></figure>",
    "<figure data-file='12\"><script>alert(1)</script>'></figure>",
    "<span data-footnote='\"><script>alert(1)</script>'></span>",
    "<span data-footnote='<img src=x onerror=alert(1)>'></span>",
    "<aside class='pullquote evil' onmouseover=alert(1)><p>x</p></aside>",
    "<table><caption><script>1</script></caption><tr><td background=//evil.example>x</table>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<base href=//evil.example><link rel=stylesheet href=//evil.example><meta http-equiv=refresh>",
    "\u202e<p>reversed</p>\u2066\u200b",
    "<a><table><td><a href='https://a.example'>x<a href='https://b.example'>y</table></a>",
    "<b><p>one<i><p>two</b></i>" * 30,
    "<blockquote>" * 500 + "deep",
    "<ul><li>" * 300 + "deep",
)


def hostile_texts() -> list[str]:
    """Return every payload of the corpus and our own."""
    with warnings.catch_warnings():
        # The corpus is imported here; it asks for the time in a way Python 3.12 dropped.
        warnings.simplefilter("ignore", DeprecationWarning)
        corpus = get_all_payloads()
    return [*OWN, *(entry["payload"] for entry in corpus.values())]
