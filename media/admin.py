"""The image library in the admin, and the list the editor's image dialog chooses from."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_POST

from media.choosing import thumbnail_url
from media.declared import Declared
from media.models import Image
from media.renditions import WIDTHS
from media.source_types import AI_SOURCE_TYPES, DigitalSourceType
from media.uploads import CleanImage, read_declared, taken_in
from names.folding import FoldedSearch

CHOICES = 40
CROPS = " ".join(filter(None, WIDTHS))  # shown beside the picture as it is being placed
# Chromium does not count HEIC among image/*, and Windows knows it by its ending alone.
ACCEPTED = (
    "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,image/svg+xml,.heic,.heif"
)
RIGHTS = ("credit", "copyright_notice", "licence", "rights_until", "source_url")
MAKING = ("digital_source_type", "generated_by", "photorealistic", "depicts_real")


class FocalPointWidget(forms.NumberInput):
    """A percentage that can also be set by a click into the picture."""

    class Media:
        css = {"all": ["media/image-form.css"]}
        js = [Script("media/image-form.js", type="module")]


class SourceTypeWidget(forms.Select):
    """Knows which of its choices mean AI, and where to ask what a chosen file says of itself."""

    class Media:
        css = {"all": ["media/image-form.css"]}
        js = [Script("media/ai-facts.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the module needs; the addresses are known only now."""
        told = {
            "data-ai-types": " ".join(sorted(AI_SOURCE_TYPES)),
            "data-declared-url": reverse("admin:media_image_declared"),
        }
        return super().get_context(name, value, {**(attrs or {}), **told})


class LooksRealWidget(forms.NullBooleanSelect):
    """Yes, no, or not answered yet."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = (
            ("", _("– please choose –")),
            ("true", _("Yes, it could pass for a photograph")),
            ("false", _("No, anybody sees that it is drawn or computed")),
        )

    def format_value(self, value: Any) -> str:  # type: ignore[override]  # the stubs disagree
        """Leave it empty where it is unknown, so that browsers can insist on an answer."""
        known = super().format_value(value)
        return "" if known == "unknown" else known


class PictureInput(forms.ClearableFileInput):
    """A file input that shows the picture there is."""

    template_name = "media/picture_input.html"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPTED})


class UnloggedField(forms.CharField):
    """Carries a word between form and server that is no change of the image."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never appear in the record of changes."""
        return False


class ImageForm(forms.ModelForm):
    """An image's facts; a file is taken in only as `clean_upload` leaves it."""

    file = forms.FileField(
        label=_("Picture"),
        widget=PictureInput,
        help_text=_(
            "JPEG, PNG, WebP, AVIF, HEIC or SVG, up to 40 MB. Places and cameras are removed from it."
        ),
    )

    # The SHA-256 of the file whose own word on AI the editor has been shown.
    told = UnloggedField(required=False, max_length=64)

    class Meta:
        model = Image
        fields = (
            "file",
            "alternative_text",
            "decorative",
            "title",
            "caption",
            *RIGHTS,
            *MAKING,
            "people_shown",
            "focal_x",
            "focal_y",
        )
        widgets = {
            "alternative_text": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "caption": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "rights_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "digital_source_type": SourceTypeWidget,
            "photorealistic": LooksRealWidget,
            "focal_x": FocalPointWidget(
                attrs={"min": 0, "max": 100, "data-focal": "x", "data-crops": CROPS}
            ),
            "focal_y": FocalPointWidget(attrs={"min": 0, "max": 100, "data-focal": "y"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted: CleanImage | None = None
        if "title" in self.fields:
            self.fields["title"].required = False  # the file's name serves until there is one

    def clean_file(self) -> Any:
        """Take the upload in, or say what is wrong with it."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        self.accepted = taken_in(file)
        return self.accepted.file

    def clean(self) -> dict[str, Any]:
        """Refuse a picture that the library has; say which it is."""
        cleaned = super().clean() or self.cleaned_data
        if self.accepted:
            twins = Image.objects.exclude(pk=self.instance.pk)
            twin = twins.filter(sha256=self.accepted.sha256).first()
            if twin:
                message = _("This picture is in the library already: “%(title)s”.")
                error = forms.ValidationError(message, code="known", params={"title": twin})
                self.add_error("file", error)
            cleaned["title"] = cleaned.get("title") or self.accepted.stem
            self._hear_the_file(self.accepted)
        return cleaned

    def _hear_the_file(self, accepted: CleanImage) -> None:
        """Come back once with what the file says, if it says AI and the editor did not.

        Whoever then sends another choice again means it.
        """
        chosen = self.cleaned_data.get("digital_source_type", "")
        if not accepted.declared.is_ai or chosen in AI_SOURCE_TYPES:
            return
        if self.cleaned_data.get("told") == accepted.sha256:
            return
        preset = {"told": accepted.sha256, "digital_source_type": accepted.declared.source_type}
        if not self.cleaned_data.get("generated_by"):
            preset["generated_by"] = accepted.declared.tool
        given = self.data if isinstance(self.data, QueryDict) else QueryDict()
        self.data = given.copy()
        for name, value in preset.items():
            self.data[self.add_prefix(name)] = value
        message = _("%(says)s Please check, and choose the file again.")
        says = {"says": what_it_says(accepted.declared)}
        error = forms.ValidationError(message, code="declared", params=says)
        self.add_error("digital_source_type", error)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # not in the stubs; fills the instance
        if self.accepted and "file" in self.cleaned_data:
            self.instance.take(self.accepted)


@admin.register(Image)
class ImageAdmin(FoldedSearch):
    """The library: find a picture by what it shows, by whom it is, how it came about."""

    form = ImageForm
    list_display = ("title", "thumbnail", "shows", "credit", "digital_source_type")
    list_display_links = ("title",)
    list_filter = ("digital_source_type", "people_shown", "decorative", "rights_until", "created")
    readonly_fields = ("facts",)
    list_per_page = 40
    fieldsets = (
        (None, {"fields": ("file", "told", "alternative_text", "decorative", "title", "caption")}),
        (_("Rights and provenance"), {"fields": RIGHTS}),
        (_("Photograph, drawing or AI"), {"fields": MAKING}),
        (_("People in the picture"), {"fields": ("people_shown",)}),
        (
            _("Focal point"),
            {
                "fields": (("focal_x", "focal_y"),),
                "description": _(
                    "Stays in the picture wherever it is cropped. Click the picture above, move the"
                    " point with the arrow keys, or write per cent."
                ),
            },
        ),
        (_("File"), {"fields": ("facts",)}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Leave out what is known of a file before there is one."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Decode and write what was sent, which takes long, before the form's transaction begins."""
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile) or not self.has_module_permission(request):
            return super().changeform_view(request, *args, **kwargs)
        with suppress(ValidationError):  # the form says it
            taken_in(file)
        try:
            return super().changeform_view(request, *args, **kwargs)
        finally:
            _forget(file)

    def save_model(
        self, request: HttpRequest, obj: Image, form: forms.ModelForm, change: bool
    ) -> None:
        """Remember who brought the picture."""
        if not change and request.user.is_authenticated:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        """Add the list for the editor's image dialog."""
        choices = self.admin_site.admin_view(self.choices)
        declared = self.admin_site.admin_view(require_POST(self.declared))
        return [
            path("choices/", choices, name="media_image_choices"),
            path("declared/", declared, name="media_image_declared"),
            *super().get_urls(),
        ]

    def declared(self, request: HttpRequest) -> JsonResponse:
        """Answer what a picture (`file`) says of its own making, for those who may add one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            return JsonResponse({"error": gettext("The file is empty.")}, status=400)
        try:
            found, digest = read_declared(file)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)
        return JsonResponse(
            {
                "source_type": found.source_type,
                "tool": found.tool,
                "note": what_it_says(found) if found.is_ai else "",
                "told": digest,
            }
        )

    def choices(self, request: HttpRequest) -> JsonResponse:
        """Answer with images by words (`q`) or one by id, for those who may see images."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Image.objects.all()
        if "id" in request.GET:
            given = request.GET["id"]
            found = found.filter(pk=given) if given.isascii() and given.isdigit() else found.none()
        found = found.matching(request.GET.get("q", ""))
        images = list(found[: CHOICES + 1])
        values = [_choice(image) for image in images[:CHOICES]]
        return JsonResponse({"images": values, "more": len(images) > CHOICES})

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        """Show the picture small."""
        return format_html('<img src="{}" alt="" class="media-thumbnail">', thumbnail_url(image))

    @admin.display(description=_("shows"), ordering="alternative_text")
    def shows(self, image: Image) -> str:
        """Tell what screen readers say."""
        return str(_("only decoration")) if image.decorative else image.alternative_text

    @admin.display(description=_("what was sent"))
    def facts(self, image: Image) -> str:
        """Tell name, size and origin of the file."""
        facts = f"{image.original_name}, {image.width} × {image.height} px"
        if not image.declared_source_type:
            return facts
        says = what_it_says(Declared(image.declared_source_type))
        return f"{facts}. {says}"

    class Media:
        css = {"all": ["media/image-form.css"]}


def what_it_says(declared: Declared) -> str:
    """Return in a sentence what a file says of its own making."""
    how = DigitalSourceType(declared.source_type).label
    if declared.tool:
        message = gettext("The file says of itself: %(how)s, with %(tool)s.")
        return message % {"how": how, "tool": declared.tool}
    return gettext("The file says of itself: %(how)s.") % {"how": how}


def _forget(file: UploadedFile) -> None:
    """Take away what was written of a file that no image came to name: its form was refused."""
    with suppress(ValidationError, DatabaseError, OSError):  # a file too many does no harm
        name = taken_in(file).file
        if not Image.objects.filter(file=name).exists():
            default_storage.delete(name)


def _choice(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "title": image.title,
        "alternative_text": image.alternative_text,
        "credit": image.credit,
        "thumbnail": thumbnail_url(image),
    }
