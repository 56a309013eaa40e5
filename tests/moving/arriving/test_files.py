"""Files of the old site come from a folder or through the guarded fetcher, and from nowhere else."""

import pytest

from moving.arriving.bringing.files import Folder, Web
from tests.prose.servers import PUBLIC, internet


def test_a_folder_knows_files_by_the_end_of_their_address_and_never_leaves_itself(tmp_path):
    folder = tmp_path / "uploads"
    for month in ("01", "02"):
        (folder / "2012" / month).mkdir(parents=True)
        (folder / "2012" / month / "Bühne.jpg").write_bytes(month.encode())
    (tmp_path / "geheim.txt").write_text("geheim")
    (folder / "link.txt").symlink_to(tmp_path / "geheim.txt")
    files = Folder(folder)
    assert files.read("https://alt.example/wp-content/uploads/2012/02/b%C3%BChne.jpg") == b"02"
    for address in ("https://alt.example/2012/03/bühne.jpg", "../geheim.txt", "link.txt", ""):
        assert files.read(address) is None


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x.jpg", "http://gone.example/x.jpg", "file:///etc/passwd"]
)
def test_what_does_not_answer_or_may_not_be_asked_is_no_file(address):
    with internet() as there:
        there.names = {"alt.example": [[PUBLIC]]}
        there.pages = {"/weg.jpg": (404, {})}
        web = Web(there.fetcher())
        assert web.read(address) is None
        assert web.read("http://alt.example/weg.jpg") is None
        assert isinstance(web.read("http://alt.example/da.jpg"), bytes)
