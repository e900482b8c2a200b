"""Define `[deploy.NAME]`: a host that the site is sent to."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One `[deploy.NAME]` table: a host that `broadsheet deploy NAME` sends the site to. It never holds secrets."""

    to: Annotated[
        Literal["folder", "sftp", "rsync", "s3", "git", "rclone", "command", "extension"],
        Meta(
            description="What the host is: `folder` (a disk or a mounted share), `sftp` or `rsync` (a server that one "
            "logs in to), `s3` (an object store), `git` (a branch that GitHub, GitLab or Codeberg Pages serves), "
            "`rclone` (FTP, WebDAV and whatever else the program rclone reaches), "
            "`command` (a program that gets the changes), `extension` (a kind that an extension adds).",
            examples=["sftp"],
        ),
    ]
    folder: Annotated[
        str,
        Meta(
            description="Where the site goes: for `folder` a path on this machine, for `sftp` and `rsync` one on the "
            "server, for `s3` the first part of every name in the bucket, for `git` a folder in the branch, for "
            "`rclone` a remote of its settings and the folder there: `courier:www`.",
            examples=["/var/www/courier"],
        ),
    ] = ""
    host: Annotated[str, Meta(description="The server, for `sftp` and `rsync`.", examples=["www.example.org"])] = ""
    port: Annotated[
        int, Meta(ge=0, le=65535, description="Its port; 0 to use the one in ssh's own settings.", examples=[22])
    ] = 0
    user: Annotated[
        str,
        Meta(description="The name to log in with; empty to use the one in ssh's own settings.", examples=["courier"]),
    ] = ""
    bucket: Annotated[str, Meta(description="The bucket, for `s3`.", examples=["courier-site"])] = ""
    endpoint: Annotated[
        str,
        Meta(
            description="Address of a store that isn't Amazon's: http or https.",
            examples=["https://s3.eu-central.example.net"],
        ),
    ] = ""
    region: Annotated[str, Meta(description="Its region, if it has any.", examples=["eu-central-1"])] = ""
    compress: Annotated[
        bool, Meta(description="Store texts in `s3` compressed (gzip); every browser reads them.", examples=[True])
    ] = False
    repository: Annotated[
        str,
        Meta(
            description="For `git`: the address that git pushes to, or a remote's name in the paper's own repository.",
            examples=["git@github.com:courier/site.git"],
        ),
    ] = ""
    branch: Annotated[str, Meta(description="The branch that is served.", examples=["gh-pages"])] = "gh-pages"
    command: Annotated[
        tuple[str, ...],
        Meta(
            description="For `command`: the program and its arguments. It gets the changes as JSON on its input.",
            examples=[["./publish", "--production"]],
        ),
    ] = ()
    purge: Annotated[
        tuple[str, ...],
        Meta(
            description="A program that is called when files changed, to empty a cache in front of the host. It gets "
            "their addresses as JSON on its input.",
            examples=[["./purge-cache"]],
        ),
    ] = ()
    kind: Annotated[
        str, Meta(description="For `extension`: the kind of host, as the extension names it.", examples=["webdav"])
    ] = ""
    options: Annotated[
        dict[str, Any],
        Meta(
            description="For `extension`: what the host must know, as plain values.",
            examples=[{"address": "https://dav.example.org/site/"}],
        ),
    ] = {}
    redirects: Annotated[
        Literal["pages", "netlify", "nginx", "s3"],
        Meta(
            description="How former addresses are redirected: `pages` (a small page at each, which works everywhere), "
            "`netlify` (a `_redirects` file, for Netlify and Cloudflare Pages), `nginx` (a map for nginx to include), "
            "`s3` (redirect objects).",
            examples=["netlify"],
        ),
    ] = "pages"
    limits: Annotated[
        Literal["none", "cloudflare-pages", "cloudflare-pages-paid", "github-pages"],
        Meta(
            description="The host whose limits are checked before anything is sent.",
            examples=["github-pages"],
        ),
    ] = "none"
