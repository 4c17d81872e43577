"""Turn the knowledge base's markdown into blocks that Discord shows well.

Discord has no tables and takes every line break literally, so tables become lines and paragraphs are unwrapped.
"""

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")  # blocks are all we need


def to_blocks(markdown: str) -> tuple[str, ...]:
    """Return the top-level blocks of `markdown` in Discord's dialect; footnote marks stay as they are."""
    return tuple(block for node in SyntaxTreeNode(_MARKDOWN.parse(markdown)).children if (block := _block(node)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "paragraph":
            return _text(node)
        case "heading":
            return f"**{_text(node)}**"
        case "bullet_list" | "ordered_list":
            return "\n".join(_list_lines(node, depth=0))
        case "blockquote":
            inner = "\n\n".join(_block(child) for child in node.children)
            return "\n".join(f"> {line}" for line in inner.split("\n"))
        case "table":
            return "\n".join(_table_lines(node))
        case "fence" | "code_block":
            return f"```\n{node.content.rstrip()}\n```"
        case _:
            return ""


def _text(node: SyntaxTreeNode) -> str:
    """Return the markdown source of a block's inline content on one line."""
    return " ".join(child.content.replace("\n", " ") for child in node.children if child.type == "inline")


def _list_lines(node: SyntaxTreeNode, depth: int) -> list[str]:
    lines: list[str] = []
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for number, item in enumerate(node.children):
        mark = f"{start + number}." if node.type == "ordered_list" else "-"
        first = True
        for child in item.children:
            if child.type in {"bullet_list", "ordered_list"}:
                lines += _list_lines(child, depth + 1)
            else:
                lines.append(f"{'  ' * depth}{mark if first else ' '} {_block(child)}")
            first = False
    return lines


def _table_lines(node: SyntaxTreeNode) -> list[str]:
    """Return a line for each row below the header: the first cell bold, an arrow, the others."""
    rows = [row for part in node.children if part.type == "tbody" for row in part.children]
    lines = []
    for row in rows:
        first, *rest = (_text(cell) for cell in row.children)
        lines.append(f"{first} → **{' · '.join(rest)}**" if rest else first)
    return lines
