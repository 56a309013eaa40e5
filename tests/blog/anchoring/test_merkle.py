"""The tree is that of RFC 9162, built from below instead of split from above."""

import hashlib

import pytest
from hypothesis import given, strategies as st

from blog.anchoring.merkle import Tree, leaf_hash, node_hash, root_by

# A leaf of nothing, and one of the letter L123456 (RFC 9162 has no vectors; these are Certificate Transparency's).
EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
EMPTY_LEAF = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
ONE_LEAF = "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"


def split(leaves):
    """MTH of the standard (2.1.1), word for word."""
    if len(leaves) < 2:
        return leaf_hash(leaves[0]) if leaves else hashlib.sha256().digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(split(leaves[:half]), split(leaves[half:]))


def tree_of(leaves):
    tree = Tree()
    for index, leaf in enumerate(leaves):
        tree.put(index, leaf)
    return tree


def test_hashes_are_those_that_certificate_transparency_tests_with():
    assert Tree().root.hex() == EMPTY_ROOT
    assert leaf_hash("").hex() == EMPTY_LEAF
    assert leaf_hash("L123456").hex() == ONE_LEAF


@given(st.lists(st.text(max_size=3), max_size=40), st.data())
def test_the_root_is_the_standards_whatever_is_added_and_replaced(leaves, data):
    tree = tree_of(leaves)
    assert (tree.root, len(tree)) == (split(leaves), len(leaves))
    if leaves:
        index = data.draw(st.integers(0, len(leaves) - 1))
        leaves[index] = "anders"
        tree.put(index, "anders")
        assert tree.root == split(leaves)


@given(st.integers(1, 60), st.data())
def test_a_path_leads_from_its_leaf_to_the_root_and_from_no_other(size, data):
    leaves = [f"leaf {number}" for number in range(size)]
    tree = tree_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = tree.path(index)
    assert root_by(leaves[index], index, size, path) == tree.root
    assert root_by("another", index, size, path) != tree.root


@pytest.mark.parametrize(("index", "size"), [(2, 2), (-1, 2), (0, 0), (0, 1), (0, 4)])
def test_a_place_that_the_path_does_not_fit_is_refused(index, size):
    path = tree_of(["a", "b"]).path(0)
    with pytest.raises(ValueError, match=r"path|leaf"):
        root_by("a", index, size, path)
