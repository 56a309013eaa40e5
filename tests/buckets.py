"""Buckets of a real server that speaks as S3 does, for as long as tests ask for them."""

import itertools
import os
from collections.abc import Iterator

import boto3
import pytest
from botocore.config import Config

from tests.serving import s3_server

_numbers = itertools.count()


@pytest.fixture(scope="session")
def s3() -> Iterator[None]:
    """The server, named as every program for S3 finds it."""
    with pytest.MonkeyPatch.context() as patch, s3_server() as address:
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_ACCESS_KEY_ID", "somebody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "something")
        patch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield


@pytest.fixture
def bucket(s3: None) -> str:
    """The name of a new bucket."""
    name = f"podium-{os.getpid()}-{next(_numbers)}"
    where = {"LocationConstraint": "eu-central-1"}
    client().create_bucket(Bucket=name, CreateBucketConfiguration=where)
    return name


@pytest.fixture
def in_bucket(bucket: str, settings: object) -> str:
    """A bucket in which the pictures of the site lie, and no folder at all."""
    options = {"bucket_name": bucket, "location": "site"}
    default = {"BACKEND": "media.storage.bucket.Bucket", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    settings.MEDIA_ROOT = "/nowhere/at/all"
    return bucket


def client() -> object:
    """Whoever looks into a bucket without Podium."""
    return boto3.client("s3", config=Config(s3={"addressing_style": "path"}))


def keys(bucket: str) -> set[str]:
    """What lies in a bucket."""
    pages = client().get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {one["Key"] for page in pages for one in page.get("Contents", ())}
