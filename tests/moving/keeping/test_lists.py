"""What a list of a backup says is believed only where it names what this release has: anybody may have written it."""

import pytest

from moving.keeping.backup import back_up, kept
from moving.keeping.loading import Unreadable
from moving.keeping.shape import OtherRelease
from moving.keeping.store import Damaged, Store, Stored
from moving.leaving import exporting, proof

pytestmark = pytest.mark.django_db(transaction=True)


def told_by(store):
    return store.read_list(back_up(store).name)


@pytest.mark.parametrize(
    "name", ["../out", "{outside}/out", "blog_post/../../out", "", "blog_postx"]
)
def test_no_name_of_a_table_leads_out_of_the_folder_it_is_brought_to(name, tmp_path):
    store, aside = Store.make(tmp_path / "kept"), tmp_path / "aside"
    told = told_by(store)
    aside.mkdir()
    told["tables"][name.format(outside=tmp_path)] = told["tables"]["blog_post"]
    with pytest.raises(Unreadable, match="unknown"):
        kept(store, told, aside)
    assert not list(aside.iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"kept", "aside"}


def test_a_backup_without_a_table_or_of_another_release_is_refused_before_anything_is_written(
    tmp_path,
):
    store = Store.make(tmp_path / "kept")
    told = told_by(store)
    with pytest.raises(OtherRelease):
        kept(store, told | {"migrations": ["blog.9999_later"]}, tmp_path)
    del told["tables"]["blog_post"]
    with pytest.raises(Unreadable, match="blog_post"):
        kept(store, told, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("name", ["../out.jpg", "/etc/out.jpg", "images/../../out.jpg"])
def test_no_name_of_a_file_leads_out_of_the_storage(name, tmp_path):
    store = Store.make(tmp_path / "kept")
    told = told_by(store)
    told["files"][name] = told["tables"]["blog_post"]
    with pytest.raises(ValueError, match="outside of the site's files"):
        kept(store, told, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_hash_that_is_none_reads_no_other_file(tmp_path):
    store = Store.make(tmp_path / "kept")
    (tmp_path / "secret").write_bytes(b"geheim")
    for wrong in ("ab/../../../secret", "../secret", "", "A" * 64):
        with pytest.raises(Damaged, match="is no hash"):
            list(store.get(Stored(wrong, 6)))


def test_no_name_in_a_manifest_leads_out_of_the_export(tmp_path):
    (tmp_path / "outside").write_bytes(b"geheim")
    target = tmp_path / "export"
    exporting.export(target)
    said = (target / proof.MANIFEST).read_text()
    hashed = proof.sha256_of(tmp_path / "outside")
    for name in ("../outside", str(tmp_path / "outside"), "pictures/../../outside"):
        more = f'"files": {{"{name}": {{"sha256": "{hashed}", "size": 6}},'
        (target / proof.MANIFEST).write_text(said.replace('"files": {', more, 1))
        assert f"{name}: lies outside of the export" in list(proof.findings(target))
