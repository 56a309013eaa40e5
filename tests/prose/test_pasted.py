"""What is pasted from word processors and other pages says the same after clean-up."""

import pytest

from prose.sanitising import plain_text, sanitise


def _word(level: int, marker: str, text: str) -> str:
    """A paragraph that Word shows as an item of a list, as it comes by the clipboard."""
    return (
        f"<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{marker}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{text}<o:p></o:p></p>\n"
    )


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("<p>10<sup>6</sup> CO<sub>2</sub></p>", "<p>10<sup>6</sup> CO<sub>2</sub></p>"),
        ("<p>10<span style='font-size:0.6em;vertical-align:super'>6</span></p>",
         "<p>10<sup>6</sup></p>"),
        ("<p>den <del>Chef</del> <ins>Kollegen</ins></p>", "<p>den <s>Chef</s> Kollegen</p>"),
        ("<p>den <span style='text-decoration:line-through'>Chef</span> Rat</p>",
         "<p>den <s>Chef</s> Rat</p>"),
        ("<p>da <span style='display:none;mso-hide:all'>geheim</span></p>", "<p>da</p>"),
        ("<b style='font-weight:normal;'><p><span style='font-weight:700'>Ja.</span> Nein.</p></b>",
         "<p><strong>Ja.</strong> Nein.</p>"),
        ("<p><span style='font-style:italic'>so</span></p>", "<p><em>so</em></p>"),
        ("<p>eins\u2028zwei</p>", "<p>eins zwei</p>"),
        ("<dl><dt>Wo?</dt><dd>Hier.</dd></dl>", "<p><strong>Wo?</strong></p><p>Hier.</p>"),
        ("<address>Weg 1</address>Ort", "<p>Weg 1</p><p>Ort</p>"),
        ("<main>a</main><footer>b</footer><details><summary>c</summary>d</details>",
         "<p>a</p><p>b</p><p>c</p><p>d</p>"),
        ("<p>Er rief <q>Land</q>.</p>", '<p>Er rief "Land".</p>'),
        ("<p><a name='_Toc1'></a>Ziel<a href='https://a.example/'></a></p>", "<p>Ziel</p>"),
        ("<p>Wort<a href='#_ftn1'>[1]</a> <a href='#hier'>hier</a></p>",
         '<p>Wort[1] <a href="#hier">hier</a></p>'),
        ("<ol type=a start=3><li>x</ol>", '<ol start="3" type="a"><li><p>x</p></li></ol>'),
        ("<ol><li>x<li value=5>y<li>z</ol>",
         '<ol><li><p>x</p></li></ol><ol start="5"><li><p>y</p></li><li><p>z</p></li></ol>'),
        ("<table><caption>Ernte</caption><tr><td>1</td></tr></table>",
         "<p>Ernte</p><table><tbody><tr><td>1</td></tr></tbody></table>"),
        (_word(1, "·", "eins") + _word(2, "o", "tiefer") + _word(1, "·", "zwei") + "<p>Ende</p>",
         "<ul><li><p>eins</p><ul><li><p>tiefer</p></li></ul></li><li><p>zwei</p></li></ul><p>Ende</p>"),
        (_word(1, "3.", "drei") + _word(1, "4.", "vier"),
         '<ol start="3"><li><p>drei</p></li><li><p>vier</p></li></ol>'),
        (_word(1, "a)", "eins"), '<ol type="a"><li><p>eins</p></li></ol>'),
        (_word(2, "·", "tief zuerst") + _word(1, "1.", "dann"),
         "<ul><li><p>tief zuerst</p></li></ul><ol><li><p>dann</p></li></ol>"),
    ],
)  # fmt: skip
def test_what_is_pasted_says_the_same(pasted: str, wanted: str) -> None:
    clean = sanitise(pasted)
    assert clean == wanted
    assert sanitise(clean) == clean


def test_plain_words_keep_powers_and_leave_out_what_is_struck() -> None:
    text = "<p>10<sup>6</sup> H<sub>2</sub>O, den <s>Chef</s> Rat, der 1<sup>er</sup></p>"
    assert plain_text(text) == "10⁶ H₂O, den Rat, der 1er"


def test_a_thousand_levels_of_lists_take_no_longer_than_their_text() -> None:
    text = "".join(_word(1 + n % 9, "·", "x") for n in range(3000))
    assert sanitise(text).count("<li>") == 3000
