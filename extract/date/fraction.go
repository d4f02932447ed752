package date

// counted reports whether what follows at i is what a fraction counts: `5/10 tỉnh` ("5 of 10 provinces"), `1/3 số đại biểu`.
func (m *matcher) counted(i int) bool {
	return m.mark(i) == '%' || !m.capital(i) && m.is(i,
		"tỉnh", "thành", "huyện", "xã", "quận", "phường", "địa", "nước", "đảng", "đơn", "trường", // places and bodies
		"phiếu", "số", "đại", "ý", "người", "ủy", "uỷ", "hộ", "dân", "tổng", "diện", // votes and people
		"chỉ", "tiêu", "nội", "mục", "nhiệm", "lượng", "trận", "điểm", "mẫu", // targets and scores
		"mét", "km", "ha", "kg", "triệu", "tỷ", "tỉ") // measures
}

// bareDate reports whether digits at i can be a date although no word says so.
// A street, a score, a document and round-the-clock service (24/7) look alike.
func (m *matcher) bareDate(i int) bool {
	if i > m.first && m.joint(i+3) == 0 && (m.documentNoun(i-2) == i || m.documentNoun(i-1) == i) { // `Thông tư 12/2020`
		return false
	}
	if m.is(i, "24") && m.joint(i+1) == '/' && m.is(i+2, "7") && m.joint(i+3) == 0 && m.mark(i-1) != '(' {
		return false
	}
	return !m.is(i-1,
		"đường", "phố", "hẻm", "ngõ", "nhà", "tổ", "lô", "thửa", "quốc", "trường", "viện", "viên", "máy", "xã", "biển", // places
		"tỷ", "tỉ", "thắng", "thua", "hòa", "hoà", "điểm", // scores
		"đạt", "bằng", "chiếm", "được", "có", "còn", "với", "gần", "hơn", "khoảng", "trên", // shares
		"số", "luật", "lệnh", "phiên", "bản", "mã", "khoản", "điều", "trang", "vòng") // documents
}
