package text
import ("testing";"strings";"time";"fmt")
func TestBig(t *testing.T){
 for n,s:=range map[string]string{"line":strings.ReplaceAll(strings.Repeat(article,30000),"\n"," "),"torn":strings.Repeat("và của\n",1000000),"items":strings.Repeat("- việc\n",1000000),"open":strings.Repeat("(",5000000),"dots":strings.Repeat(". ",3000000),"zw":strings.Repeat("\u200b",3000000),"marks":"a"+strings.Repeat("\u0301",3000000),"amp":strings.Repeat("&",5000000),"glued":strings.Repeat("đạihộithủtướngôngấy",300000),"letters":strings.Repeat("ấ",3000000),"sp":strings.Repeat(" \u200b",2000000),"head":strings.Repeat("Nguyễn An\n",500000)} {
  t0:=time.Now(); d,err:=Parse([]byte(s)); if err!=nil{t.Fatal(err)}; fmt.Println(n,len(s)>>20,"MB",time.Since(t0),len(d.Tokens),len(d.Sentences))
 }}
