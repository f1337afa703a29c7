/// The one stylesheet of every page.
enum Stylesheet {
  static let all = Markup([colours, text, tables, drawings, narrow, paper], separator: "\n")

  /// One accent beside greys, and a colour for each status that is never the only sign of it.
  private static let colours: Markup = """
    :root{--page:#fff;--ink:#16191d;--soft:#5c6570;--line:#e4e6e9;--wash:#f6f7f8;--accent:#1f5fae;--band:#1f5fae22;
    --neutral:#6d7682;--neutral-band:#6d768224;--running:#1f5fae;--go:#17734a;--stay:#51489c;--open:#8a5a00;--fault:#b3361c}
    @media screen and (prefers-color-scheme:dark){:root{--page:#121417;--ink:#eceef0;--soft:#9aa4af;--line:#2b3036;
    --wash:#1a1d21;--accent:#7fb2f0;--band:#7fb2f02e;--neutral:#98a2ad;--neutral-band:#98a2ad26;--running:#7fb2f0;
    --go:#58c794;--stay:#b0a6f5;--open:#e5b454;--fault:#f58f74}}
    """

  private static let text: Markup = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
    "Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
    main{max-width:1080px;margin:0 auto;padding:32px 40px 96px}
    header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 16px;padding-bottom:14px;
    border-bottom:1px solid var(--line)}
    h1{font-size:17px;font-weight:650;margin:0;overflow-wrap:anywhere}
    h2{font-size:24px;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin:0 0 8px}
    h3{font-size:15px;font-weight:650;margin:32px 0 8px}
    p{margin:0 0 12px;max-width:72ch;overflow-wrap:anywhere}
    .dateline,.question,.lead{color:var(--soft)}
    .dateline{margin:0;font-size:14px}
    .question{flex-basis:100%;margin:0;max-width:none}
    .lead{margin-bottom:20px}
    section{padding-top:56px}
    .summary{padding-top:36px;min-height:min(580px,64vh)}
    .summary h2{display:flex;align-items:center;gap:14px;font-size:44px;line-height:1.1;letter-spacing:-.025em;
    margin-bottom:14px;overflow-wrap:anywhere}
    .summary h2 .icon{width:40px;height:40px;flex:none}
    .summary h2 span{min-width:0}
    .summary.running h2,.state.running{color:var(--running)}
    .summary.go h2,.state.go{color:var(--go)}
    .summary.stay h2,.state.stay{color:var(--stay)}
    .summary:is(.open,.caution) h2,.state.open{color:var(--open)}
    .summary.fault h2,.state.fault{color:var(--fault)}
    .state.caution{color:var(--open)}
    .sentence{font-size:21px;line-height:1.4;max-width:56ch;margin-bottom:20px;text-wrap:balance}
    .notice{border-left:4px solid var(--open);background:var(--wash);padding:12px 16px}
    .note{color:var(--soft);font-size:14px;margin-top:8px}
    ul{margin:12px 0;padding-left:20px;max-width:76ch}
    li{margin:4px 0;overflow-wrap:anywhere}
    pre{background:var(--wash);border:1px solid var(--line);border-radius:8px;padding:12px 16px;white-space:pre-wrap;
    overflow-wrap:anywhere;font-size:14px;line-height:1.5;margin:0}
    .scroll+p{margin-top:10px}details{margin-top:8px}details+p{margin-top:16px}
    summary{cursor:pointer;color:var(--soft);font-size:14px}
    """

  private static let tables: Markup = """
    .scroll{overflow-x:auto}
    table{width:100%;border-collapse:collapse;font-size:15px}
    caption,.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{padding:9px 16px 9px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
    font-weight:400;overflow-wrap:break-word}
    th:last-child,td:last-child{padding-right:0}
    tbody th{font-weight:550;overflow-wrap:anywhere;min-width:9em}
    thead th{color:var(--soft);font-size:13px;vertical-align:bottom;border-bottom-color:var(--soft)}
    small{font-size:13px;color:var(--soft);font-weight:400}
    .number{text-align:right;white-space:nowrap}
    thead .number{white-space:normal}
    .number small{display:block}
    .quiet{color:var(--soft)}
    .shade0,.shade1,.shade2,.shade3,.shade4,.shade5{
    background:color-mix(in srgb,var(--accent) var(--depth),var(--page))}
    .shade0{--depth:3%}.shade1{--depth:9%}.shade2{--depth:15%}.shade3{--depth:21%}.shade4{--depth:27%}.shade5{--depth:33%}
    [class*=shade] small{color:var(--ink)}
    .state{display:inline-flex;gap:7px;align-items:center;white-space:nowrap}
    .state .icon{width:17px;height:17px;flex:none}
    tfoot td{border:0;padding-top:2px;padding-bottom:0}
    table.figures{margin-top:12px;table-layout:fixed}
    .figures thead th{font-size:15px;font-weight:650;color:var(--ink)}
    .figures thead small{display:block;line-height:1.3}
    .figures .number{text-align:left}.figures td small{white-space:normal}
    .plain td.words,.wide td.words{overflow-wrap:anywhere}.listed td.words:not(:last-child){min-width:8.5em}
    :is(.plain,.wide) thead th.number{overflow-wrap:anywhere;min-width:8.5em}
    .wide .number{white-space:normal}
    .wide:has(thead th:nth-child(8)) :is(th,td){padding-right:10px}
    .wide:has(thead th:nth-child(8)) thead th.number{min-width:7.8em}
    .wide:has(thead th:nth-child(9)) .number small{white-space:normal}
    .figures th[scope=row]{font-size:17px;vertical-align:middle}
    .figures th[scope=row] small{display:block}
    .figures td .value{display:block;font-size:32px;line-height:1.15;font-weight:600;letter-spacing:-.02em}
    .figures .quiet .value{font-weight:400}
    .figures td{padding-top:14px;padding-bottom:14px}
    .figures.many td .value{font-size:26px;line-height:1.4}
    .figures td.words .value{font-size:16px;line-height:1.4;font-weight:400;letter-spacing:0}
    .map .number{text-align:center;padding:7px 4px}.map tbody th{min-width:0;overflow-wrap:break-word}
    .bars td,.bars tbody th{vertical-align:middle}
    .bars th.bar{width:24%}.bars th.bar,.bars td.bar{min-width:150px;padding-left:12px;padding-right:28px}
    .bars th.bar:last-child,.bars td.bar:last-child{padding-right:12px}
    .bars tfoot td{vertical-align:top}.bars.single th.bar{width:42%}
    .bars td.bar small{display:block;line-height:1.2;margin-top:-2px}.scale{display:none}
    """

  private static let drawings: Markup = """
    svg{display:block;overflow:visible}svg.plot{overflow:hidden}
    svg text{font-size:12px;fill:var(--soft)}
    svg text.reference{fill:var(--ink)}
    .spot{fill:transparent}.spot:hover{fill:var(--accent);fill-opacity:.35}
    .span{stroke-width:7;stroke-linecap:round;opacity:.38}
    .wings{stroke-width:2;stroke-dasharray:3 4;stroke:var(--soft)}
    .accent .span,.faint .span,.curve.accent{stroke:var(--accent)}
    .neutral .span,.curve.neutral{stroke:var(--neutral)}
    .accent .dot,.accent .arrow,.faint .dot,.faint .arrow,.dot.accent{fill:var(--accent)}
    .neutral .dot,.neutral .arrow,.dot.neutral{fill:var(--neutral)}
    .faint .span{stroke-width:4}
    line.reference{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3;opacity:.75}
    .grid{stroke:var(--line)}
    .hatch{stroke:var(--line);stroke-width:2}
    rect.gap{fill:var(--open);opacity:.18}line.change{stroke:var(--ink);stroke-width:1.5}path.change{fill:var(--ink)}
    .curve{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke;stroke-linejoin:round}
    .curve.neutral{stroke-dasharray:6 4}.curve.provisional{opacity:.35}
    .band{stroke:none}.band.accent{fill:var(--band)}.band.neutral{fill:var(--neutral-band)}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:32px 40px}
    figure{margin:0;min-width:0}
    figcaption{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:14px;color:var(--soft);margin-bottom:8px}
    .key{display:inline-flex;align-items:center;gap:7px;overflow-wrap:anywhere;min-width:0}
    .key::before{content:"";flex:none;width:22px;border-top:3px solid var(--accent)}
    .key.neutral::before{border-top:3px dashed var(--neutral)}
    .key.gap::before{width:12px;height:14px;border:0;background:var(--open);opacity:.3}
    .key.change::before{width:0;height:14px;border:0;border-left:2px solid var(--ink)}
    .key b{color:var(--ink);font-weight:600;flex:none;white-space:nowrap}
    .timeline{max-width:640px;margin:4px 0 20px}
    .timeline .planned{stroke:var(--accent);opacity:.25;stroke-width:6}
    .timeline .done{stroke:var(--accent);stroke-width:6}
    .timeline .waiting{stroke:var(--neutral);stroke-width:2;stroke-dasharray:2 5}
    .timeline .gate{stroke:var(--soft)}
    .timeline .now{fill:var(--page);stroke:var(--accent);stroke-width:4}
    """

  private static let narrow: Markup = """
    @media screen and (max-width:900px){
    main{padding:20px 18px 64px}
    section{padding-top:44px}.summary{padding-top:24px;min-height:0}
    .summary h2{font-size:32px;gap:10px}.summary h2 .icon{width:30px;height:30px}
    .sentence{font-size:18px}
    .figures tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));border-bottom:1px solid var(--line)}
    .figures thead tr{border-color:var(--soft)}
    .figures th,.figures td{border:0;padding:6px 8px 8px 0}
    .figures thead th:first-child{grid-column:1/-1}.figures thead th:first-child:not(:has(small)){display:none}
    .figures thead th{font-size:14px}.figures thead small{font-size:11.5px}
    .figures tbody th{grid-column:1/-1;padding-top:14px}.figures th[scope=row] small{display:inline}
    .figures td.number .value{font-size:24px}.figures td{padding-top:0;padding-bottom:12px}
    .figures td small{font-size:12px}
    .plain:has(thead th:nth-child(4)) tbody th{min-width:5em}
    .figures td.words{grid-column:1/-1}.figures thead th.words:not(:first-child){display:none}
    .figures.many thead{display:none}
    .figures.many td::before{content:attr(data-label);display:block;font-size:12px;color:var(--soft)}
    .figures.many td.number .value{font-size:22px}
    .figures.many tr{grid-template-columns:repeat(2,minmax(0,1fr))}
    .map :is(th,td){padding-right:4px}.map .number{padding:7px 1px}.map :is(td,tbody th){font-size:12.5px}.map td small{font-size:9.5px}
    .bars thead,.wide thead,.listed thead{display:none}
    .listed tr{display:block;border-bottom:1px solid var(--line);padding:12px 0}
    .listed th,.listed td{display:block;border:0;padding:2px 0}
    .bars tbody tr,.wide tbody tr{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,140px),1fr));
    gap:2px 12px;border-bottom:1px solid var(--line);padding:12px 0}
    .bars th,.bars td,.wide th,.wide td{border:0;padding:2px 0;text-align:left}
    .bars tbody th,.wide tbody th{grid-column:1/-1}
    .bars td::before,.wide td::before{content:attr(data-label);display:block;overflow-wrap:anywhere;white-space:normal;font-size:12px;color:var(--soft)}
    .plain th,.plain td{padding-right:8px}.plain:has(.number) tbody th{min-width:8em}.plain:has(.number) thead th.number{min-width:5em}
    .plain .number{white-space:normal}
    .bars td.bar,.bars td.bar:last-child{grid-column:1/-1;width:auto;padding:4px 6px;display:grid;
    grid-template-columns:auto 1fr}
    .bars td.bar .bar{grid-column:1/-1;grid-row:2}.bars td.bar .scale{display:block;grid-column:1/-1;grid-row:3}.bars td.bar small{text-align:right;margin:0}
    .bars td.bar{order:9}.bars .number small,.wide .number small{display:block;white-space:normal}
    .bars tfoot td:not(.bar){display:none}.bars tfoot tr{display:block}
    .bars:not(.single) tfoot{display:none}.bars.single tfoot td.bar{display:block}
    }
    """

  private static let paper: Markup = """
    @page{size:A4;margin:15mm 14mm}
    @media print{
    body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
    main{max-width:none;padding:0}
    section{padding-top:16pt}.summary{padding-top:12pt;min-height:0}h2{font-size:15pt}h3{margin:14pt 0 4pt}
    .summary h2{font-size:26pt}.sentence{font-size:14pt}.lead{margin-bottom:8pt}
    :is(th,td){padding-top:4pt;padding-bottom:4pt}.figures td{padding-top:8pt;padding-bottom:8pt}.charts{gap:14pt}
    .figures td.number .value{font-size:20pt}.figures.many td.number .value{font-size:15pt}
    table{font-size:9.5pt}small,thead th,.note{font-size:8.5pt}
    .wide:has(thead th:nth-child(7)){font-size:8.5pt}
    .wide:has(thead th:nth-child(7)) :is(small,thead th){font-size:7.5pt}
    .wide:has(thead th:nth-child(7)) :is(th,td){padding-right:5px;min-width:0}
    .wide:has(thead th:nth-child(7)) tbody th{min-width:6em}
    .wide:has(thead th:nth-child(7)) thead th.number{min-width:8em}
    .wide:has(thead th:nth-child(8)) thead{display:none}
    .wide:has(thead th:nth-child(8)) tbody tr{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:2px 12px;
    border-bottom:1px solid var(--line);padding:7px 0}
    .wide:has(thead th:nth-child(8)) tbody :is(th,td){border:0;padding:2px 0;text-align:left;font-size:9pt}
    .wide:has(thead th:nth-child(8)) tbody th{grid-column:1/-1}
    .wide:has(thead th:nth-child(8)) td::before{content:attr(data-label);display:block;font-size:7.5pt;color:var(--soft)}
    .wide:has(thead th:nth-child(8)) small{display:block}
    .wide:has(thead th:nth-child(6)) .number small{white-space:normal}.wide th,.wide td{padding-right:10px}
    h2,h3,.lead,h3+p{break-after:avoid}.note{break-before:avoid}
    tr,figure,pre,li,p,.map,table:not(:has(tbody tr:nth-child(7))){break-inside:avoid}
    .map .number{padding:2pt 3pt}.scroll+p{margin-top:8pt}thead{display:table-header-group}
    tfoot{display:table-row-group}
    .scroll{overflow:visible}
    .axis .tick:nth-child(even){display:none}
    details{display:none}
    .bars th.bar,.bars td.bar{min-width:0;padding-left:8px;padding-right:14px}
    .bars tbody th,.listed tbody th{min-width:10.5em;padding-right:10px}
    }
    """
}
