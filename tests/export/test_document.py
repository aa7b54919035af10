"""P22, P24: a page of HTML and a page in Markdown keep their shape whatever was typed, and show it as it was typed."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from careerplan.core.document import Document, Section, Span, Table, Text, Timeline, Todo
from careerplan.export.html import as_html
from careerplan.export.markdown import as_markdown

VOID = {"meta", "wbr"}
DAY = date(2026, 11, 22)
NASTY = st.sampled_from(["<script>", "</td>", "]]>", "<!--", "&amp;", "&#60;", "' onclick='x", '" x="', "](http://x)", "`a`", "``", "| a |",
                         "\n\n# x", "    x", "---", "1. x", "<http://x.org>", "\\|", "a\\", "![x](y)", "</style>", "</title>", "http://x.org",
                         "W" * 70])  # fmt: skip
TEXTS = (
    st.lists(NASTY | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=5), min_size=1, max_size=4)
    .map("".join)
    .filter(str.strip)
)


def page_of(text: str) -> Document:
    """A document that says a text wherever one can be said."""
    span = Span(label=text, begins=DAY, earliest=None, likely=None, left=True)
    blocks = (
        Text(text), Todo(title=text, why=text, command=text), Todo(title=text, why=text, command=text),
        Table(caption=text, head=(text, "x", text), rows=((text, text, "x"), ("x", "x", text)), parts=(0.5, None), aims=(1.0, None)),
        Timeline(caption=text, first=DAY, last=date(2029, 1, 1), spans=(span,), marks=((text, DAY),)),
    )  # fmt: skip
    return Document(title=text, notes=(text, text), sections=tuple(Section(id=id, title=text, blocks=blocks) for id in ("one", "two")))


class Tree(HTMLParser):
    """The tags of a page, with the names of their attributes, and the texts between them. Raises where they do not close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag != "wbr":
            self.tags.append((tag, *(name for name, value in attrs if (name, value) != ("class", "short"))))
            self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data


PLAIN = Tree(as_html(page_of("x")))


@given(TEXTS)
def test_no_text_changes_the_tags_of_a_page_and_each_comes_back_as_typed(text: str) -> None:
    tree = Tree(as_html(page_of(text)))
    assert tree.tags == PLAIN.tags
    for tag in ("title", "h1", "h2", "strong", "code", "caption", "a"):
        assert tree.texts[tag][0] == text
    assert tree.texts["th"][0] == text
    assert tree.texts["td"].count(text) >= 2


def test_where_nobody_types_there_is_no_command_and_no_empty_place_for_one() -> None:
    todo = Todo(title="Call", why="It is due.", command=None)
    page = Document(title="x", notes=(), sections=(Section(id="one", title="x", blocks=(todo, todo)),))
    assert "<li><strong>Call</strong>It is due.</li>" in as_html(page)
    assert "- **Call**  \n  It is due.\n" in as_markdown(page)
    assert "`" not in as_markdown(page)


def test_a_page_names_everything_once_and_fetches_nothing() -> None:
    page = as_html(page_of("x"))
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert not re.search(r"""\ssrc=|\shref=(?!"#)|url\(|@import|\son\w+=|https?:""", page)
    assert "default-src 'none'" in page
    assert [name for name, *_ in tree.tags if name in ("script", "link", "img", "iframe")] == []
    tables = [tag for tag in tree.tags if tag[0] in ("table", "caption")]
    assert [tag[0] for tag in tables] == ["table", "caption"] * (len(tables) // 2)
    assert all("scope" in tag for tag in tree.tags if tag[0] == "th")
    assert all("aria-hidden" in tag for tag in tree.tags if tag[0] == "svg")


def parsed(page: str) -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(page)  # type: ignore[return-value]


SHAPE = [(token.type, token.tag) for token in parsed(as_markdown(page_of("x")))]  # type: ignore[attr-defined]


@given(TEXTS)
def test_no_text_changes_the_shape_of_a_page_in_markdown(text: str) -> None:
    tokens = parsed(as_markdown(page_of(text)))
    assert [(token.type, token.tag) for token in tokens] == SHAPE  # type: ignore[attr-defined]
    inside = {child.type for token in tokens for child in token.children or []}  # type: ignore[attr-defined]
    assert inside <= {"text", "text_special", "strong_open", "strong_close", "hardbreak", "softbreak", "code_inline"}


@pytest.mark.parametrize("text", ["a|b", "*a*", "[a](b)", "<b>", "a`b", "1. a", "a_b_c", "~~a~~"])
def test_a_sign_is_shown_in_markdown_as_it_was_typed(text: str) -> None:
    tokens = parsed(as_markdown(page_of(text)))
    shown = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]  # type: ignore[attr-defined]
    assert shown[0] == text
    assert shown.count(text) >= 8
