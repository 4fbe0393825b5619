"""The app's own themes: a reading room by lamplight and by daylight, and both again for terminals of 16 colours."""

from textual.theme import Theme

LAMPLIGHT = Theme(
    name="lamplight",
    dark=True,
    background="#1c1815",
    surface="#241f1a",
    panel="#2c2620",
    foreground="#e9dfce",
    primary="#e0a75e",
    secondary="#a3b899",
    accent="#d98e6b",
    success="#a3b899",
    warning="#e3b76b",
    error="#e08a74",
    variables={
        "text-muted": "#ab9d89",
        "border": "#7a6b55",
        "border-blurred": "#3a322a",
        "block-cursor-background": "#39332d",
        "block-cursor-foreground": "#f6ecdb",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#2b2622",
        "block-cursor-blurred-foreground": "#e9dfce",
        "block-hover-background": "#2b2622",
        "input-selection-background": "#e0a75e 30%",
        "input-cursor-background": "#e0a75e",
        "scrollbar": "#3a322a",
        "scrollbar-hover": "#5c5043",
        "scrollbar-active": "#8a7760",
        "scrollbar-background": "#1c1815",
        "scrollbar-background-hover": "#1c1815",
        "scrollbar-background-active": "#1c1815",
        "scrollbar-corner-color": "#1c1815",
    },
)

DAYLIGHT = Theme(
    name="daylight",
    dark=False,
    background="#f7f1e6",
    surface="#f4ecdd",
    panel="#e9dfcc",
    foreground="#352b22",
    primary="#724311",
    secondary="#4a6244",
    accent="#98462a",
    success="#4a6244",
    warning="#6e4a00",
    error="#98291f",
    variables={
        "text-muted": "#685b4d",
        "border": "#8a785a",
        "border-blurred": "#d9ccb6",
        "block-cursor-background": "#ecdec8",
        "block-cursor-foreground": "#2a2119",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#efe6d5",
        "block-cursor-blurred-foreground": "#352b22",
        "block-hover-background": "#efe6d5",
        "input-selection-background": "#724311 25%",
        "input-cursor-background": "#724311",
        "scrollbar": "#d9ccb6",
        "scrollbar-hover": "#c3b196",
        "scrollbar-active": "#a08c6e",
        "scrollbar-background": "#f7f1e6",
        "scrollbar-background-hover": "#f7f1e6",
        "scrollbar-background-active": "#f7f1e6",
        "scrollbar-corner-color": "#f7f1e6",
    },
)


def _of_sixteen(  # noqa: PLR0913 - a palette
    name: str,
    *,
    dark: bool,
    paper: str,
    ink: str,
    quiet: str,
    faint: str,
    lamp: str,
    leaf: str,
    warning: str,
    error: str,
) -> Theme:
    """Return a theme of the terminal's own colours; weight says what there is no shade for between paper and ink."""
    papers = (
        "block-cursor-background",
        "block-cursor-blurred-background",
        "block-hover-background",
        "input-cursor-background",
        "input-selection-foreground",
        "scrollbar-background",
        "scrollbar-background-hover",
        "scrollbar-background-active",
        "scrollbar-corner-color",
    )
    inks = (
        "block-cursor-foreground",
        "block-cursor-blurred-foreground",
        "input-cursor-foreground",
        "scrollbar-hover",
        "scrollbar-active",
    )
    return Theme(
        name=name,
        dark=dark,
        ansi=True,
        foreground=ink,
        primary=lamp,
        secondary=leaf,
        accent=lamp,
        success=leaf,
        warning=warning,
        error=error,
        background=paper,
        variables={
            **dict.fromkeys(papers, paper),
            **dict.fromkeys(inks, ink),
            "ansi-background": paper,
            "ansi-foreground": ink,
            "text-muted": quiet,
            "border": quiet,
            "border-blurred": faint,
            "scrollbar": faint,
            "input-selection-background": quiet,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-text-style": "bold",
            "input-cursor-text-style": "reverse",
        },
    )


LAMPLIGHT_16 = _of_sixteen(
    "lamplight-16",
    dark=True,
    paper="ansi_black",
    ink="ansi_bright_white",
    quiet="ansi_white",
    faint="ansi_bright_black",
    lamp="ansi_bright_yellow",
    leaf="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
)
DAYLIGHT_16 = _of_sixteen(
    "daylight-16",
    dark=False,
    paper="ansi_bright_white",
    ink="ansi_black",
    quiet="ansi_black",
    faint="ansi_bright_black",
    lamp="ansi_blue",
    leaf="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
)

OWN = (LAMPLIGHT, DAYLIGHT, LAMPLIGHT_16, DAYLIGHT_16)


def lit(*, dark: bool, few: bool) -> Theme:
    """Return the theme for lamplight (`dark`) or daylight, on a terminal of few colours or of many."""
    if few:
        return LAMPLIGHT_16 if dark else DAYLIGHT_16
    return LAMPLIGHT if dark else DAYLIGHT
