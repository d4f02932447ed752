package html

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// attrs are the attributes that matter.
type attrs struct {
	own, class, id, prop, kind, rel string
	name, content, to, stamp        string
	href, gone                      bool
}

func attributes(z *html.Tokenizer, more bool) (a attrs) {
	for n := 0; more && n < maxNames; n++ {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "class":
			a.class = string(v)
		case "id":
			a.id = string(v)
		case "itemprop":
			a.prop = strings.ToLower(string(v))
		case "type":
			a.kind = strings.ToLower(string(v))
		case "rel":
			a.rel = strings.ToLower(string(v))
		case "name", "property":
			a.name = strings.ToLower(string(v))
		case "content":
			a.content = spaced(string(v))
		case "href":
			a.href, a.to = true, strings.TrimSpace(string(v))
		case "datetime":
			a.stamp = string(v)
		case "hidden":
			a.gone = true
		case "style":
			s := strings.ToLower(strings.ReplaceAll(string(v), " ", ""))
			a.gone = a.gone || strings.Contains(s, "display:none")
		}
	}
	return a
}

// role returns what the other attributes of an element say.
func (a attrs) role() (r role) {
	switch {
	case a.gone:
		r |= clutter
	case a.prop == "articlebody":
		r |= content
	case a.prop == "datepublished":
		r |= dated
	case strings.HasPrefix(a.prop, "author") || a.rel == "author":
		r |= author
	case a.prop == "headline":
		r |= titled
	case a.prop == "caption":
		r |= caption
	}
	return r
}

// A head is what a page says of itself to programs.
type head struct {
	page   string // <title>
	title  string // og:title, headline
	date   string // as written
	author string
	url    string
	kinded bool // JSON-LD told of an article: it knows better than meta
}

// meta reads a <meta>.
func (h *head) meta(a attrs) {
	name := a.name
	if name == "" {
		name = a.prop
	}
	if a.content == "" {
		return
	}
	switch name {
	case "og:title":
		h.title = first(h.title, a.content)
	case "article:published_time", "pubdate", "publishdate", "publish_date", "publish-date", "datepublished", "dc.date", "dc.date.issued", "dcterms.issued",
		"dc.created", "dcterms.created", "article.published", "date", "its_publication":
		h.date = first(h.date, a.content)
	case "author", "article:author", "dc.creator":
		if person(a.content) {
			h.author = first(h.author, a.content)
		}
	case "og:url":
		h.url = first(h.url, absolute(a.content))
	}
}

// link reads a <link>.
func (h *head) link(a attrs) {
	if a.rel == "canonical" {
		if u := absolute(a.to); u != "" {
			h.url = u
		}
	}
}

// linked reads JSON-LD. What is no JSON is passed over: browsers do not read it either.
func (h *head) linked(raw []byte) {
	var v any
	if json.Unmarshal(raw, &v) == nil {
		h.thing(v, 0)
	}
}

// thing looks for an article in a value, at most so deep.
func (h *head) thing(v any, depth int) {
	const maxThings = 4
	if depth > maxThings || h.kinded {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			h.thing(e, depth+1)
		}
	case map[string]any:
		if !strings.Contains(nameOf(v["@type"]), "Article") && !strings.Contains(nameOf(v["@type"]), "Posting") && !strings.Contains(nameOf(v["@type"]), "Report") {
			h.thing(v["@graph"], depth+1)
			h.thing(v["mainEntity"], depth+1)
			return
		}
		h.kinded = true
		h.title = first(spaced(html.UnescapeString(nameOf(v["headline"]))), h.title)
		h.date = first(nameOf(v["datePublished"]), h.date)
		if name := spaced(nameOf(v["author"])); person(name) {
			h.author = name
		}
	}
}

// nameOf returns a string, or the name of a thing, or those of several.
func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		var all []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				all = append(all, s)
			} else if m, ok := e.(map[string]any); ok {
				all = append(all, nameOf(m))
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// person reports whether s may be a name: no address, not too long.
func person(s string) bool {
	return s != "" && len(s) < 120 && !strings.Contains(s, "://") && !strings.Contains(s, "@")
}

func absolute(u string) string {
	if strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "https://") {
		return u
	}
	return ""
}

var (
	isoDay  = regexp.MustCompile(`(?:^|\D)(\d{4})-(\d\d)-(\d\d)(?:\D|$)`)
	vietDay = regexp.MustCompile(`(?:^|\D)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?:\D|$)`)
	longDay = regexp.MustCompile(`(?i)(?:^|\D)(\d{1,2}) tháng (\d{1,2})(?:,| năm)? (\d{4})(?:\D|$)`)
	mailDay = regexp.MustCompile(`(?:^|\D)(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4})(?:\D|$)`)
)

// Day returns the day that s names as YYYY-MM-DD: 2024-03-06T08:00:00+07:00, 6/3/2024, "6 tháng 3 năm 2024", "Wed, 06 Mar 2024". A
// time stamp gives the day as written. It returns "" when there is none.
func Day(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	year, month, day := "", "", ""
	if m := isoDay.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := vietDay.FindStringSubmatch(s); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else if m := longDay.FindStringSubmatch(s); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else if m := mailDay.FindStringSubmatch(s); m != nil {
		t, err := time.Parse("2 Jan 2006", m[1])
		if err != nil {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimPrefix(month, "0")+"-"+strings.TrimPrefix(day, "0"))
	if err != nil || t.Year() < 1900 {
		return ""
	}
	return t.Format(time.DateOnly)
}
