"""Texts that would break a page, a terminal or a template, were they let through."""

HOSTILE = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)><h1>Score 100</h1>",
    "end of a script": "</script></style></title></svg></p></main><b onclick='x'>",
    "quotes": '"><a href="javascript:alert(1)" style=\'x\'>`${1}`&lt;&quot;&#34;',
    "template": "{{ review.score }} {% for x in y %}{{ ''.__class__.__mro__ }} {# gone #} ${7*7} #{7}",
    "escapes": "a\x1b]0;owned\x07b\x1b[31mc\x9b2Jd\x00e\x7ff\rg",
    "directions": "a\u202egnp.exe\u202c b\u2066c\u2069 \u200f\u200e\u061c \u05d0\u05d1\u05d2 \u0627\u0644\u0633",
    "comments": "<!-- --><!DOCTYPE html><![CDATA[ ]]><?php ?>-->",
    "odd": "\U0001f600\ufeff\u2028\u2029\ufffe\U000e0041 \u0301\u0301\u0301",
}
