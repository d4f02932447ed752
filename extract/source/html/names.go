package html

import (
	"bytes"
	"strings"
)

// A role is what the name of an element says it is for. Several may be set.
type role uint16

const (
	clutter role = 1 << iota // comments, related links, share bars, advertising: never of the article
	layout                   // menus, headers, sidebars: not of the article unless it stands in them
	dated                    // the date of publication
	clock                    // a running clock
	author
	caption
	content // the body of the article
	titled
	picture // a box around a picture and its caption
)

// Names are looked at without case, separators and digits: "box-tin-lien-quan", "tinLienQuan".
// A name in parts stands for whatever contains it, one in words only for that word.
var parts = newParts([]part{
	{clutter, "comment binhluan ykien related lienquan tinlien cungchuyenmuc cungloai tinkhac tinmoi tinnong docnhieu xemnhieu mostread mostview" +
		" recommend docthem xemthem readmore newsletter subscribe dangky cookie consent gdpr quangcao advert adsbygoogle adsbox" +
		" sharing sharebar sharebox shareicon sharelink socialshare chiase fbroot fblike zaloshare addthis sharethis popup modal rating danhgia luotxem viewcount" +
		" printbutton fontsize cochu tagbox taglist articletags posttags tukhoa keywords banquyen copyright breadcrumb pagination phantrang" +
		" disqus screenreader visuallyhidden noprint"},
	{layout, "menu sidebar navbar navigation footer banner header topbar bottombar colright rightcol colleft leftcol trangchu widget offcanvas"},
	{clock, "clock dongho currentdate currenttime homnay todaydate datetoday timenow headerdate datetop topdate ngaygio lunar"},
	{dated, "pubdate publishdate datepublish publishedtime ngaydang datetime posttime newsdate articledate entrydate posteddate createdate thoigian"},
	{author, "author tacgia nguoiviet byline butdanh"},
	{caption, "caption chuthich photodesc imgdesc imagedesc picdesc phototext"},
	{content, "articlebody articlecontent detailcontent contentdetail fckdetail entrycontent postcontent newscontent noidung detailbody storybody" +
		" cmsbody contentnews maincontentbody singularcontent bodytext amparticle"},
	{titled, "titledetail detailtitle articletitle newstitle entrytitle posttitle tieude headline"},
})

// A part is a list of names of one role.
type part struct {
	role  role
	names string
}

// A partName is one of them.
type partName struct {
	role role
	name string
}

func newParts(lists []part) (all []partName) {
	for _, p := range lists {
		for _, name := range strings.Fields(p.names) {
			all = append(all, partName{p.role, name})
		}
	}
	return all
}

var words = map[string]role{
	"nav": layout, "aside": layout, "share": clutter, "social": clutter, "ads": clutter, "ad": clutter, "tags": clutter, "tag": clutter,
	"print": clutter, "zalo": clutter, "facebook": clutter, "like": clutter,
	"today": clock, "now": clock,
	"date": dated, "time": dated, "published": dated, "ngay": dated, "pdate": dated,
	"title":  titled,
	"figure": picture, "picture": picture, "photo": picture, "image": picture, "img": picture, "tplcaption": caption,
}

// roleOf returns what the names in an attribute say.
func roleOf(names string) role {
	if names == "" {
		return 0
	}
	var r role
	joined := make([]byte, 0, 64)
	word := make([]byte, 0, 16)
	flush := func() {
		r |= words[string(word)]
		word = word[:0]
	}
	name := func() {
		flush()
		for _, p := range parts {
			if len(p.name) <= len(joined) && r&p.role == 0 && bytes.Contains(joined, []byte(p.name)) {
				r |= p.role
			}
		}
		joined = joined[:0]
	}
	for i := 0; i < len(names) && i < maxNames; i++ {
		c := names[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if i > 0 && names[i-1] >= 'a' && names[i-1] <= 'z' {
				flush()
			}
			c |= 0x20
			fallthrough
		case c >= 'a' && c <= 'z':
			joined, word = append(joined, c), append(word, c)
		case c == ' ' || c == '\t' || c == '\n':
			name()
		default:
			flush()
		}
	}
	name()
	if r&clock != 0 {
		r &^= dated
	}
	return r
}

// maxNames is how many bytes of an attribute are looked at.
const maxNames = 400
