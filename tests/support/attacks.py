"""Texts that do something where they are read as markup, and texts that try."""

from __future__ import annotations

RUNNING = (
    "<script>window.ran = 1</script>",
    '<img src=x onerror="window.ran = 1">',
    "<svg onload=window.ran=1>",
    '"><script>window.ran = 1</script>',
    "</style></title></textarea><script>window.ran = 1</script>",
    '<iframe srcdoc="<script>parent.window.ran = 1</script>"></iframe>',
)
ATTACKS = (
    *RUNNING,
    "[click](javascript:window.ran=1)",
    "<a href='java\tscript:window.ran=1'>click</a>",
    "![x](http://tracker.invalid/pixel.png)",
    "<style>@import 'http://tracker.invalid/style.css'</style>",
    '<meta http-equiv="refresh" content="0; url=http://tracker.invalid/">',
    "'/onmouseover='window.ran=1",
    "{{ 7 * 7 }} {% raw %} $x^2$ \\alpha",
    '=HYPERLINK("http://tracker.invalid")',
    "a\x01b\x0bc\ufffed",
    "Late\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged\r\nX:" + "é" * 90,
)
