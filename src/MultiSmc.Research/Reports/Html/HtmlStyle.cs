namespace MultiSmc.Research;

/// <summary>How the page looks. Colours are those of Okabe and Ito, which people with any kind of colour vision tell apart; lines differ in dashes, too.</summary>
internal static class HtmlStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --ink: #1b2330; --soft: #5a6576; --rule: #dfe3e9; --grid: #e8ebf0;
          --blue: #0072b2; --orange: #d55e00; --green: #007f5f; --amber: #b87b00; --warn: #fff4e0; }
        @media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #9aa6b8; --rule: #303947;
          --grid: #29313d; --blue: #56b4e9; --orange: #f08a4b; --green: #3fc79a; --amber: #e6b450; --warn: #2e2614; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 28px 20px 60px; }
        h1 { font-size: 26px; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 0 0 10px; }
        h3 { font-size: 15px; margin: 18px 0 6px; }
        p { margin: 0 0 10px; max-width: 80ch; }
        .sub, .note { color: var(--soft); }
        .sub { max-width: none; margin-bottom: 2px; }
        section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 18px 20px; margin-top: 18px; }
        .warnings { background: var(--warn); border-left: 5px solid var(--amber); }
        .met { border-left: 5px solid var(--green); }
        .warnings ul { margin: 0; padding-left: 20px; }
        .warnings li { margin: 4px 0; }
        .warnings code { color: var(--soft); font-size: 12px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; margin-top: 18px; }
        .tile { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 12px 14px; }
        .tile b { display: block; font-size: 20px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .tile span { color: var(--soft); font-size: 13px; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 10px 28px; }
        .pair div { min-width: 0; }
        .plot { overflow-x: auto; margin-bottom: 10px; }
        .plot svg { display: block; width: 100%; height: auto; min-width: 380px; }
        .plot.wide svg { min-width: 720px; }
        svg text { fill: var(--soft); font-size: 12.5px; font-family: inherit; font-variant-numeric: tabular-nums; }
        .grid { stroke: var(--grid); stroke-width: 1; }
        .axis, .zero { stroke: var(--soft); stroke-width: 1; }
        .line { fill: none; stroke-width: 1.7; stroke-linejoin: round; }
        .trade-through { stroke: var(--blue); }
        .queue { stroke: var(--green); stroke-dasharray: 9 3; }
        .touch { stroke: var(--orange); stroke-dasharray: 4 3; }
        .configured { stroke-width: 2.6; }
        .depth { stroke: var(--orange); fill: none; }
        .area.depth { stroke: none; fill: var(--orange); fill-opacity: 0.22; }
        .model { stroke: var(--blue); stroke-width: 2.6; }
        .without { stroke: var(--soft); stroke-dasharray: 5 4; }
        .ideal { stroke: var(--soft); stroke-dasharray: 5 4; }
        .gain { fill: var(--blue); }
        .loss { fill: var(--orange); }
        .plain { fill: var(--green); }
        .dot { fill: var(--blue); fill-opacity: 0.75; stroke: var(--card); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 6px; padding: 0; color: var(--soft); font-size: 13px; }
        .legend svg { vertical-align: middle; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
        th, td { padding: 5px 10px; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top; }
        th { font-weight: 600; }
        td { white-space: nowrap; }
        thead th { color: var(--soft); font-weight: 500; white-space: nowrap; }
        th:first-child { text-align: left; min-width: 10em; padding-left: 0; }
        tbody th { font-weight: 400; overflow-wrap: anywhere; }
        .facts td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
        .facts tbody th { width: 30%; min-width: 11em; color: var(--soft); }
        summary { cursor: pointer; font-weight: 600; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; overflow-wrap: anywhere; }
        @media print { body { background: none; } section, .tile { break-inside: avoid; } }

        """;
}
