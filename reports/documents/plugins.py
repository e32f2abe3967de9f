"""The JSON of a plug-in: its name, the package that it comes with, and that one's version."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from ingest.plugins import Group, Plugin


class PluginDocument(TypedDict):
    """Whose word something is, where it is not aerobase's own."""

    name: str
    package: str | None
    version: str | None


class NamedPluginDocument(PluginDocument):
    """A plug-in that the profile names; ``problem`` is why it could not be asked, or null."""

    group: Group
    problem: str | None


def plugin_document(plugin: Plugin) -> PluginDocument:
    """Return who a plug-in is."""
    return {
        "name": plugin.name,
        "package": plugin.package or None,
        "version": plugin.version or None,
    }


def named_plugin_document(plugin: Plugin) -> NamedPluginDocument:
    """Return who a plug-in is, what it is for, and what is wrong with it."""
    return {**plugin_document(plugin), "group": plugin.group, "problem": plugin.problem}
