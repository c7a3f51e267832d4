namespace MigrationGuard.Cli;

/// <summary>How the page looks: two schemes, three widths, and paper.</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --text: #1b1f24; --faint: #5b636e; --line: #d8dde3; --page: #f6f7f9; --card: #fff; --box: #eef0f3; --link: #1b5fad;
          --instant: #1a7048; --fast: #1b5fad; --complex: #8f5200; --irreversible: #b3202c; --wash: 8% }
        @media (prefers-color-scheme: dark) { :root { --text: #e8eaee; --faint: #a3aab5; --line: #343a43; --page: #121417; --card: #1a1d22; --box: #262a31; --link: #7db8ff;
          --instant: #5ecb98; --fast: #7db8ff; --complex: #f5b567; --irreversible: #ff8f8f; --wash: 14% } }
        * { box-sizing: border-box }
        html { scroll-behavior: smooth } @media (prefers-reduced-motion) { html { scroll-behavior: auto } }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere }
        header, .columns { max-width: 82rem; margin: 0 auto; padding: 0 1.5rem }
        header { padding-top: 1.75rem } .brand { margin: 0; color: var(--faint); font-size: .8rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase }
        h1 { margin: .15rem 0 1.1rem; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.015em }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .75rem; list-style: none; margin: 0; padding: 0 }
        .tiles li { --mark: var(--line); display: flex; flex-direction: column; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--mark); border-radius: 8px }
        .tiles small, .tiles span { color: var(--faint); font-size: .82rem } .tiles b { font-size: 1.35rem; line-height: 1.35; color: var(--ink, inherit) }
        .instant { --mark: var(--instant); --ink: var(--instant) } .fast { --mark: var(--fast); --ink: var(--fast) }
        .complex { --mark: var(--complex); --ink: var(--complex) } .irreversible { --mark: var(--irreversible); --ink: var(--irreversible) }
        .tiles .instant, .tiles .fast, .tiles .complex, .tiles .irreversible { border-top-color: var(--ink) }
        .columns { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: 2.25rem; align-items: start; padding-top: 1.5rem; padding-bottom: 4rem }
        main { min-width: 0 } main:only-child { grid-column: 1 / -1 }
        nav { position: sticky; top: 1.25rem; max-height: calc(100vh - 2.5rem); overflow-y: auto; font-size: .9rem } nav ol { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--line) }
        nav a { display: block; padding: .24rem .8rem; color: var(--faint); text-decoration: none } nav a:hover, nav a:focus-visible { color: var(--link); text-decoration: underline }
        h2 { margin: 2.6rem 0 .9rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 1.3rem; letter-spacing: -.01em; scroll-margin-top: .5rem }
        p, ul { margin: .7rem 0 } main > ul { padding-left: 1.25rem } li { margin: .2rem 0 } main > .contains-task-list { list-style: none; padding-left: 0 } .task-list-item { padding-left: 1.65rem; text-indent: -1.65rem } input { width: .95rem; height: .95rem; margin: 0 .7rem 0 0; vertical-align: -.1rem }
        code { background: var(--box); border-radius: 4px; padding: .1em .35em; font: .86em/1.45 ui-monospace, SFMono-Regular, Consolas, monospace; -webkit-box-decoration-break: clone; box-decoration-break: clone }
        pre { margin: .7rem 0; padding: .8rem 1rem; background: var(--box); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap } pre code { background: none; padding: 0 }
        .scroll { overflow-x: auto; margin: .9rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
        table { border-collapse: collapse; width: 100%; font-size: .92rem } th, td { padding: .55rem .85rem; text-align: left; vertical-align: top; min-width: 6.5rem } tbody tr { border-top: 1px solid var(--line) }
        th { color: var(--faint); font-size: .82rem; font-weight: 600; white-space: nowrap } td.instant, td.fast, td.complex, td.irreversible { color: var(--ink); font-weight: 600 }
        details { margin: .9rem 0; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px } summary { cursor: pointer; font-weight: 600 }
        .timeline { list-style: none; margin: 0 0 1.75rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px } .context { margin: 0 0 .4rem }
        .timeline li { position: relative; margin: 0 0 0 .45rem; padding: .38rem 0 .38rem 1.6rem; border-left: 3px solid var(--line) } .timeline li:last-child { border-image: linear-gradient(var(--rail, var(--line)) 1.1rem, transparent 0) 1 }
        .timeline li::before { content: ""; position: absolute; left: -.56rem; top: .72rem; width: .95rem; height: .95rem; border-radius: 50%; background: var(--mark, var(--faint)); border: 3px solid var(--card) }
        .timeline b { margin-left: .35rem; padding: .08rem .5rem; border-radius: 99px; font-size: .78rem; color: var(--ink, var(--faint)); background: color-mix(in srgb, var(--ink, var(--faint)) var(--wash), transparent); white-space: nowrap }
        .timeline small { display: block; color: var(--faint); font-size: .86rem } .timeline .released > code { color: var(--faint) }
        .timeline .now { padding: .55rem 0 .35rem 1.6rem; color: var(--faint); font-size: .78rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase } .timeline .now::before { border-radius: 2px; height: 3px; width: 1.1rem; top: 1.15rem; border: 0; background: var(--line); left: 0 }
        .timeline .point { --mark: var(--irreversible); margin: .5rem 0 .5rem .45rem; padding: .55rem .9rem .55rem 1.6rem; color: var(--irreversible); font-weight: 600; border-left-color: var(--irreversible); border-top: 2px dashed var(--irreversible); border-bottom: 2px dashed var(--irreversible); background: color-mix(in srgb, var(--irreversible) var(--wash), transparent) }
        .timeline .point::before { border-radius: 2px; transform: rotate(45deg); top: .95rem } .timeline .after { border-left-color: var(--irreversible); --rail: var(--irreversible) }
        .steps { list-style: none; counter-reset: step var(--from, 0); margin: .9rem 0; padding: 0 }
        .steps > li { counter-increment: step; position: relative; margin: .7rem 0; padding: .75rem 1rem .75rem 3.6rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px } .steps > li > :first-child { margin-top: 0 } .steps > li > :last-child { margin-bottom: 0 }
        .steps > li::before { content: counter(step); position: absolute; left: 1rem; top: .72rem; min-width: 1.75rem; padding: 0 .35rem; border-radius: 99px; background: var(--box); color: var(--text); font-size: .86rem; font-weight: 600; line-height: 1.75rem; text-align: center }
        .steps ul { padding-left: 1.1rem; color: var(--faint); font-size: .93rem } .steps ul code { color: var(--text) }
        .steps > .destructive { border-color: var(--irreversible); border-left-width: 4px; padding-left: calc(3.6rem - 3px); background: linear-gradient(color-mix(in srgb, var(--irreversible) calc(var(--wash) / 2), transparent), color-mix(in srgb, var(--irreversible) calc(var(--wash) / 2), transparent)) var(--card) }
        .steps > .destructive::before { background: var(--irreversible); color: var(--card); left: calc(1rem - 3px) }
        @media (min-width: 601px) { td.id { white-space: nowrap } }
        @media (max-width: 900px) { .columns { display: block } nav { position: static; max-height: none; margin-bottom: 1.25rem } nav ol { display: flex; gap: .1rem .2rem; overflow-x: auto; border: 0 } nav a { padding: .3rem .6rem; background: var(--box); border-radius: 99px; white-space: nowrap; font-size: .84rem } }
        @media (max-width: 600px) {
          body { font-size: 15px } header, .columns { padding-left: 1rem; padding-right: 1rem } h1 { font-size: 1.5rem } .tiles { grid-template-columns: 1fr 1fr; gap: .5rem } .tiles li:last-child:nth-child(odd) { grid-column: 1 / -1 } .tiles li { padding: .6rem .75rem } .tiles b { font-size: 1.15rem }
          .scroll { background: none; border: 0 } table, tbody, tr, td { display: block } thead { display: none }
          tbody tr { margin: .6rem 0; padding: .45rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px } td { padding: .22rem .8rem; min-width: 0 } td::before { content: attr(data-head); display: block; color: var(--faint); font-size: .76rem; font-weight: 600 }
          .timeline { padding: .75rem .8rem } .timeline li { padding-left: 1.2rem } .timeline b { margin-left: 0 } .steps > li { padding: .75rem .85rem } .steps > .destructive { padding-left: .85rem }
          .steps > li::before { position: static; float: left; margin: -.1rem .6rem 0 0 } pre { padding: .65rem .75rem }
        }
        @media print {
          :root { color-scheme: light; --text: #000; --faint: #444; --line: #bbb; --page: #fff; --card: #fff; --box: #f2f2f2; --instant: #1a7048; --fast: #1b5fad; --complex: #8f5200; --irreversible: #b3202c }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact } nav { display: none } .columns { display: block } header, .columns { max-width: none; padding: 0 } .scroll { overflow: visible }
          h2, summary { break-after: avoid } tr, .timeline li { break-inside: avoid } details > * { display: block } th, td, td.id { min-width: 0; padding: .3rem .45rem; white-space: normal } code { padding: 0; background: none }
        }
        """;
}
