"""Addresses that tell readers how the house works."""

from django.urls import path

from pages.trust import anchors, corrections, transparency

urlpatterns = [
    path("transparenz/", transparency.transparency, name="transparency"),
    path("transparenz/anker/", anchors.anchors, name="anchors"),
    path("transparenz/anker/schluessel.pem", anchors.anchor_key, name="anchor_key"),
    *(
        path(
            f"transparenz/anker/<int:number>.{ending}",
            anchors.anchor_file,
            {"ending": ending},
            name=name,
        )
        for ending, name in (("txt", "anchor"), ("heads", "anchor_heads"), ("tsr", "anchor_stamp"))
    ),
    path("transparenz/beweis/<slug:slug>.json", anchors.piece_proof, name="proof"),
    path("korrekturen/", corrections.corrections, name="corrections"),
]
