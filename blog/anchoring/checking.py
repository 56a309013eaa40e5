"""What is on record, against the anchors that are kept: they were signed where the database does not reach."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from blog.anchoring.folder import Anchor, Folder, Heads
from blog.anchoring.heads import Head, chains, trail_hashes
from blog.anchoring.signing import is_signed, raw, signing_key
from blog.anchoring.time_stamps import is_stamp_of
from blog.proving.findings import Finding, Findings


def findings(kept: Path) -> Findings:
    """Yield what is wrong with the anchors themselves, then what is on record otherwise than they hold."""
    folder = Folder(kept)
    held: list[tuple[Anchor, list[Head]]] = []
    heads, before = Heads(), None
    for number in folder.numbers():
        try:
            anchor = folder.anchor(number)
            changed = heads.bring(folder.changed_by(number))
        except (OSError, ValueError) as error:
            yield Finding(f"anchor {number}", "file", None, f"cannot be read ({error})")
            return
        yield from _of_itself(anchor, before, heads, folder.file(number, "tsr"))
        held.append((anchor, changed))
        before = anchor
    if before and (known := _known_key()) and before.key != raw(known).hex():
        yield Finding(f"anchor {before.number}", "key", before.made, "is not the key of ANCHOR_KEY")
    yield from _against_record(held)


def _of_itself(anchor: Anchor, before: Anchor | None, heads: Heads, stamp: Path) -> Findings:
    of = f"anchor {anchor.number}"
    if not is_signed(anchor.note, anchor.public_key):
        yield Finding(of, "signature", anchor.made, "does not fit its text")
    if anchor.number != (before.number + 1 if before else 1):
        yield Finding(of, "number", anchor.made, "does not follow: an anchor before is missing")
    elif anchor.previous != (before.digest if before else "-"):
        yield Finding(of, "previous", anchor.made, "is not the hash of the anchor before")
    if (anchor.heads, anchor.root) != (len(heads.tree), heads.tree.root.hex()):
        yield Finding(of, "root", anchor.made, "is not that of the heads that are kept with it")
    if stamp.exists() and not is_stamp_of(stamp.read_bytes(), anchor.note.encode()):
        yield Finding(of, "time stamp", anchor.made, "is not over this anchor")


def _known_key() -> Ed25519PublicKey | None:
    """Return the public key of who signs here, where this machine has it."""
    path = Path(settings.ANCHOR_KEY)
    try:
        return signing_key(path).public_key() if path.exists() else None
    except PermissionError:  # as it should be for those who do not sign
        return None


def _against_record(held: list[tuple[Anchor, list[Head]]]) -> Iterator[Finding]:
    if not held:
        return
    editions = {(post, number): chain for post, number, chain in chains()}
    trail = {(subject, pk, number): known for subject, pk, number, known in trail_hashes()}
    for anchor, changed in held:
        for head in changed:
            of = f"{'post' if head.subject == 'blog.post' else head.subject} {head.id}"
            for what, number, told, stands in (
                ("edition", head.edition, head.chain, editions.get((head.id, head.edition))),
                ("trail", head.entry, head.hash, trail.get((*head.key, head.entry))),
            ):
                if number and stands != told:
                    other = "is another one than" if stands else "is gone, which"
                    holds = f"{other} anchor {anchor.number} holds"
                    yield Finding(of, f"{what} {number}", anchor.made, holds)
