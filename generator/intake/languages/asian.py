"""Languages of the south, the east and the southeast of Asia."""

from generator.intake.languages.row import Row

ASIAN = (
    Row(
        code="ja",
        to_me="to 自分",
        banner="【外部】|外部メール|社外メール|注意：このメールは|このメールは外部",
        open_end="追って通知",
        embargo="解禁|解禁日時|エンバーゴ|報道解禁|情報解禁|解禁日|解禁時刻|報道協定|解禁前|掲載解禁|"
        "縛り|しばり|しばり解除|縛り解除|解禁指定|解禁指定あり",
        forbidden="報道をお控えください|報道はお控えください|掲載をお控えください|掲載はお控えください|公開をお控えください|公開はお控えください|"
        "報道をお待ちください|掲載をお待ちください|"
        "より掲載可|から掲載可|以降掲載可|より掲載可能|から掲載可能|以降掲載可能|より公開可|から公開可|以降公開可|以降公開可能|より報道可|から報道可|以降報道可|以降報道可能|"
        "より配信可|から配信可|以降配信可|以降配信可能|より放送可|以降放送可|より使用可|以降使用可|以降使用可能|に掲載可|"
        "解禁前|まで禁止|以前禁止|までは禁止|まで公開しない|までは公開しない|までは掲載しない|"
        "掲載禁止|公開禁止|掲載不可|報道禁止|公開不可|掲載しないでください|公開しないでください|"
        "転載不可|使用禁止|取扱注意|部外秘|未公開|以前の公開禁止|"
        "朝刊用|夕刊用|朝刊から|夕刊から|朝刊以降|解禁指定あり|解禁前|まで掲載禁止|まで配信禁止|配信禁止|放送禁止|まで報道禁止|前の公開禁止|前の掲載禁止|"
        "朝刊縛り|夕刊縛り|縛りあり|まで待て|まで待って|まで保留|掲載保留|確認待ち|出さないで|出さないでください|校了前|以降配信|以降公開|以降掲載",
        hold="掲載を保留|公開を保留|掲載を待|公開を待|保留|待機|掲載待ち|公開待ち",
        draft="下書き|草稿|ドラフト|初稿|第一稿|原稿案|未定稿",
        release="公開日|掲載日|公開日時|掲載日時|公開予定|掲載予定|配信日時|公開予定日|配信予定",
        uncleared="未校正|未確認|未校閲|校閲前|社外秘|確認中|極秘|秘密|承認待ち|内部資料|未承認",
        until="まで|から|以降|より",
        none="なし|無し|いいえ|解除|無",
        everyday="金縛り",
        private="掲載を目的としたものではありません|公開を目的とした|編集部限り|編集部向け|"
        "掲載用ではありません|掲載対象外",
        sender="差出人|送信者|from",
        sent="送信日時|日付|日時|送信日",
        to="宛先|受信者|cc|添付ファイル|添付|to",
        subject="件名",
        reply="返信|転送|re|fw",
        forwarded="転送メッセージ|転送されたメッセージ|元のメッセージ|転送元",
        wrote="のメール|が書きました|は書きました",
        addressed="御中|各位|担当者様|ご担当者様",
        greeting="お世話になっております|お疲れ様です|拝啓|こんにちは|各位|担当者様|ご担当者様|"
        "いつもお世話になっております",
        farewell="よろしくお願いいたします|よろしくお願いします|敬具|以上|宜しくお願いいたします|"
        "何卒よろしくお願い申し上げます",
        device="iphoneから送信|から送信",
        notice="このメール|本メール|このメッセージ",
        letter="添付いたします|添付の通り|お送りします|お送りいたします|ご掲載|ご確認ください|ご査収",
        press="プレスリリース|報道資料|報道発表|ニュースリリース|報道関係各位|報道発表資料|報道関係者各位|即時解禁",
        contact="お問い合わせ先|問い合わせ先|報道関係者のお問い合わせ先|本件に関するお問い合わせ|お問い合わせ|"
        "本件に関するお問い合わせ先|報道関係のお問い合わせ|連絡先|取材のお問い合わせ",
        about="会社概要|について",
        ends="以上|終わり",
        notes="編集者への注記|編集者への注|報道関係者への注意|編集部注",
        event="時間|場所|会場|日時|料金|入場料|住所|開場|開演",
        history="今日は何の日|きょうは何の日|この日|年前の今日",
    ),
    Row(
        code="zh",
        to_me="发送至 我|收件人：我|寄給 我",
        banner="外部邮件|外部郵件|注意：此邮件|警告：此邮件",
        embargo="新闻禁发期|发布禁令|新聞禁發期|發布禁令|新闻发布禁令|"
        "禁发|禁止发布|解禁时间|禁發|解禁時間|新闻禁令|保密期|解密时间|禁发期|禁刊|封锁期|延迟发布|"
        "禁發期|新聞禁發|"
        "禁运发布|解禁|禁载",
        forbidden="后可发布|后可刊发|后可刊登|后可报道|後可發布|後可刊登|後可報導|前勿发布|前勿刊登|前勿發布|前勿刊登|前勿报道|"
        "不得发布|后发布|后刊发|后发表|后刊登|後發布|後刊登|后方可发布|请勿发布|不得早于|请勿发表|"
        "禁止发表|禁止刊登|不得刊登|不得外传|不得外傳|暂勿发布|暂不发布|不得提前发布|不得公开|"
        "不得發布|請勿刊登|请勿刊发|請勿發佈|請勿發布|請勿發表|不得刊登|暫勿發布|不得公開|请勿刊登|不供发表|不供發表|前不得发布|前请勿发布|"
        "前发表|前发布|前刊登|前刊发|前報道|前报道|前發布|前刊登|"
        "等待审核|等审核|不要发|先不要发|先别发|前别发|前不要发",
        hold="暂缓发布|暂缓刊发|等通知再发|等通知再发布|暫緩發布|暂缓|待发|暂扣|暫緩|待發|留稿|压稿|緩發|缓发",
        draft="草稿|初稿|未定稿|底稿|草案稿|一稿|二稿|第一稿",
        release="发布时间|发布日期|發布時間|發布日期|刊发日期|刊登日期|发稿时间|見報日|见报日|刊發日期|定于",
        uncleared="内部稿|内部稿件|未编辑|未校对|未审核|待审|待审核|机密|保密|内部资料|仅供内部使用|内部使用|未編輯|未審核|"
        "待審|機密|內部資料|"
        "未经审核|待核实|未核实",
        until="至|到|直到|前|于|於|起",
        none="无|否|没有|無|沒有|已解除",
        private="不供发表|不用于发表|非供发表|不供發表|仅供编辑参考|僅供編輯參考|以下内容不供发表|"
        "以下内容不用于发布|编辑部内部",
        sender="发件人|寄件者|寄件人|發件人",
        sent="发送时间|日期|时间|寄件日期|發送時間|发送日期|傳送日期",
        to="收件人|抄送|收件者|副本|附件|密送",
        subject="主题|主旨|主題",
        reply="回复|转发|答复|回覆|轉寄|答覆",
        forwarded="转发邮件信息|转发的邮件|原始邮件|轉寄郵件|原始郵件|转发邮件|已转发邮件|轉寄的訊息|转发邮件",
        wrote="写道|寫道",
        greeting="您好|尊敬的|你好|亲爱的|各位|敬启者|親愛的|敬啟者|编辑好|编辑您好|早上好|下午好",
        farewell="此致|敬礼|谢谢|祝好|顺祝|感谢|謝謝|敬上|致敬|顺颂商祺|敬礼！|此致敬礼",
        device="发自我的|來自我的|从我的|傳送自",
        notice="本邮件|本電子郵件|此邮件|本郵件|保密声明",
        letter="附件为|附上|请查收|敬请刊登|烦请|请见附件|請查收|敬請刊登|煩請|现将稿件|请审阅|请刊发",
        press="通稿|报道通稿|媒体稿|新闻资料|新聞資料|新聞通稿|"
        "新闻稿|新聞稿|新闻发布|即时发布|即時發布|新闻通稿|新聞發布|公司新闻|媒体通稿|供即时发布|立即发布",
        contact="媒体联系人|联系人|媒体联络|联系方式|新闻联系人|媒體聯絡人|聯絡人|媒體聯絡|新聞聯絡人|"
        "媒体垂询|媒体联系|"
        "垂询|查询|如需更多信息",
        about="关于|關於",
        ends="完|全文完|结束|新闻稿完",
        notes="编者须知|编辑注意|致编辑|編輯須知|致編輯|编者注意",
        event="时间|地点|時間|地點|票价|入场|地址|费用|票價|門票",
        history="历史上的今天|歷史上的今天|那年今日|今日历史",
    ),
    Row(
        code="ko",
        to_me="나에게",
        embargo="엠바고|보도유예|보도 유예|보도제한|엠바고 시간|보도 제한|엠바고 해제",
        forbidden="엠바고까지|이후 보도|이후 게재|이후 공개|이후 출고|까지 보도 금지|보도 금지|보도금지|"
        "게재 금지|게재금지|공개 금지|보도하지 마십시오|보도하지 말아|"
        "이전 보도 금지|사용 금지|배포 금지|보도 불가|보도불가|게재 불가|공개하지 마십시오|대외비|"
        "비보도|출고 금지|출고금지|"
        "게재하지 마세요|보도하지 마세요|승인 전 보도 금지|"
        "부터 보도하여 주시기 바랍니다|부터 보도해 주시기 바랍니다|부터 보도 바랍니다|부터 보도해 주십시오|"
        "이후 보도하여 주시기 바랍니다|이후 보도해 주시기 바랍니다|이후 보도 바랍니다|이후 보도해 주십시오|"
        "부터 보도 가능|이후 보도 가능|부터 사용 가능|이후 사용 가능",
        hold="보도 보류|게재를 보류|보도를 보류|보류|대기|출고 보류|출고보류|게재 보류",
        draft="초안|초고|가안|작성중|작성 중|임시본|임시저장",
        release="배포일|배포 일자|배포일자|보도 가능|보도가능|"
        "보도 일시|보도일시|배포 일시|배포일시|게재일|게재 예정|보도 시점|보도시점|공개 일시|"
        "보도일|게재 예정일|출고 예정",
        uncleared="미교열|미확인|검토 중|검토중|승인 대기|내부용|대외비|기밀|내부 자료|확인 중|미승인|데스킹 전",
        until="까지|부터|이후|이전|전",
        none="없음|아니오|해제|아니요",
        private="보도를 위한 것이 아닙니다|게재용이 아닙니다|보도용이 아닙니다|편집국 참고용|편집자 참고|데스크 참고",
        sender="보낸 사람|보낸사람|발신|발신자|보낸이",
        sent="보낸 날짜|날짜|보낸날짜|발신일|보낸 시간",
        to="받는 사람|받는사람|참조|수신|첨부|첨부파일|받는이|숨은참조",
        subject="제목",
        reply="회신|전달|re|fw|답장",
        forwarded="전달된 메시지|원본 메시지|전달된 메일|전달한 메시지|원본 메일",
        wrote="작성|님이 작성|님이 쓴 글",
        addressed="귀중|귀하",
        greeting="안녕하세요|안녕하십니까|존경하는|친애하는|수고하십니다",
        farewell="감사합니다|드림|올림|수고하세요|고맙습니다|배상",
        device="나의 iphone에서 보냄|에서 보냄|내 iphone에서 보냄",
        notice="본 메일|이 메일|본 이메일",
        letter="첨부합니다|첨부드립니다|보내드립니다|게재 부탁|확인 부탁|보도 부탁|송부드립니다",
        press="보도자료|즉시 보도|즉시 배포|언론보도|보도 자료|보도 참고자료|보도설명자료|보도참고자료",
        contact="담당부서|담당|문의 전화|자료 문의|자료문의|"
        "문의|언론 문의|담당자|연락처|문의처|보도 문의|홍보 담당|담당 부서|언론문의|미디어 문의",
        about="소개|에 대하여|회사 소개",
        ends="끝|이상",
        notes="편집자 주의|편집자 참고사항|편집자를 위한 안내",
        event="시간|장소|일시|입장료|주소|참가비|요금",
        history="오늘의 역사|역사 속 오늘|역사속 오늘|년 전 오늘",
    ),
    Row(
        code="id",
        open_end="pemberitahuan lebih lanjut|ada pemberitahuan",
        embargo="embargo|diembargo|dalam embargo",
        forbidden="embargo hingga|embargo sampai|jangan diterbitkan|jangan dipublikasikan|"
        "tidak untuk dipublikasikan|"
        "tidak untuk publikasi|bukan untuk publikasi|tidak untuk diterbitkan|dilarang terbit|jangan dimuat|"
        "tidak untuk disiarkan|bukan untuk siaran|mohon tidak dipublikasikan|"
        "dilarang tayang|jangan tayang|tidak boleh tayang|belum boleh tayang|dilarang terbit|"
        "tidak boleh terbit|jangan ditayangkan|jangan dimuat|dilarang dimuat|dilarang siar|"
        "jangan disiarkan sebelum|"
        "jangan tayang dulu|jangan terbit dulu|tunggu persetujuan|tunggu konfirmasi|tunggu izin",
        hold="tahan|ditahan|tunda|menunggu",
        draft="draf|konsep|rancangan|draf pertama",
        release="boleh dipublikasikan mulai|dapat dipublikasikan mulai|boleh tayang mulai|tayang mulai|"
        "untuk diterbitkan|tanggal terbit|terbit pada|tanggal publikasi|untuk publikasi|tayang|dirilis pada",
        uncleared="belum diedit|belum disunting|belum disetujui|menunggu persetujuan|rahasia|internal|"
        "belum diverifikasi",
        until="hingga|sampai|pada|sebelum|mulai|pukul|untuk",
        none="tidak ada|tidak|dicabut",
        private="tidak dimaksudkan untuk dipublikasikan|tidak ditujukan untuk publikasi|hanya untuk redaksi|"
        "khusus redaksi|catatan untuk redaksi",
        sender="dari|pengirim",
        sent="dikirim|tanggal|terkirim",
        to="kepada|cc|tembusan|penerima|lampiran",
        subject="subjek|perihal|hal",
        reply="bls|trs|fwd",
        forwarded="pesan terusan|pesan asli|pesan yang diteruskan|awal pesan terusan",
        wrote="menulis",
        greeting="halo|hai|yth|selamat pagi|selamat siang|selamat sore|kepada yth|dengan hormat|salam",
        farewell="salam|hormat saya|hormat kami|terima kasih|salam hangat|salam hormat",
        device="dikirim dari",
        notice="pesan ini|email ini|surel ini",
        letter="terlampir|kami lampirkan|saya lampirkan|mohon dimuat|mohon diterbitkan|bersama ini|berikut kami",
        press="siaran pers|rilis pers|untuk segera diterbitkan|untuk disiarkan segera|keterangan pers",
        contact="kontak media|kontak|narahubung|informasi lebih lanjut|untuk informasi lebih lanjut|hubungi",
        about="tentang",
        ends="selesai|tamat",
        notes="catatan untuk editor|catatan editor|catatan untuk redaktur",
        event="waktu|pukul|tempat|lokasi|kapan|di mana|harga|tiket|alamat",
        history="hari ini dalam sejarah|sejarah hari ini|tahun lalu",
    ),
    Row(
        code="vi",
        open_end="có thông báo mới",
        embargo="cấm đăng|embargo|cấm vận tin|lệnh cấm đăng",
        forbidden="cấm phát hành|cấm phát hành trước|cấm xuất bản|cấm phổ biến|không sử dụng trước|chỉ đăng sau|"
        "chỉ được đăng sau|chỉ công bố sau|"
        "cấm đăng đến|không đăng|không được đăng|không xuất bản|không dành cho xuất bản|"
        "chưa được phép đăng|"
        "không công bố trước|không phát hành|không phát hành trước|không được công bố|không đăng trước|"
        "không phổ biến|cấm công bố",
        hold="giữ lại|tạm giữ|chờ",
        draft="bản nháp|dự thảo|bản thảo",
        release="ngày đăng|đăng ngày|ngày xuất bản|công bố ngày|phát hành ngày",
        uncleared="chưa biên tập|chưa duyệt|chờ duyệt|bảo mật|mật|lưu hành nội bộ|chưa kiểm chứng",
        until="đến|cho đến|vào|trước|từ",
        none="không|không có|đã gỡ",
        private="không dùng để đăng|không dành cho việc đăng|chỉ dành cho tòa soạn|chỉ dành cho ban biên tập|"
        "ghi chú cho tòa soạn",
        sender="từ|người gửi",
        sent="ngày gửi|đã gửi|ngày",
        to="đến|tới|người nhận|đính kèm",
        subject="chủ đề|tiêu đề",
        reply="trả lời|chuyển tiếp|re",
        forwarded="thư đã chuyển tiếp|tin nhắn gốc|thư gốc|thư được chuyển tiếp",
        wrote="đã viết",
        greeting="kính gửi|chào|xin chào|thân gửi|kính thưa",
        farewell="trân trọng|thân ái|cảm ơn|xin cảm ơn|kính thư|xin trân trọng cảm ơn",
        device="được gửi từ|gửi từ",
        notice="email này|thư này",
        letter="đính kèm|xin gửi|kính mong|tôi gửi",
        press="thông cáo báo chí|thông tin báo chí|phát hành ngay",
        contact="liên hệ báo chí|liên hệ|thông tin liên hệ|để biết thêm thông tin|liên hệ truyền thông",
        about="về|giới thiệu về",
        ends="hết",
        notes="ghi chú cho biên tập viên|lưu ý cho biên tập viên",
        event="thời gian|địa điểm|khi nào|ở đâu|giá vé|địa chỉ",
        history="ngày này năm xưa|ngày này trong lịch sử",
    ),
    Row(
        code="th",
        embargo="ห้ามเผยแพร่|เอ็มบาร์โก|ห้ามเผยแพร่จนถึง",
        forbidden="ห้ามเผยแพร่ก่อนเวลา|ห้ามนำเสนอก่อน|ห้ามออกอากาศก่อน|"
        "ห้ามเผยแพร่ก่อน|ห้ามเผยแพร่จนกว่า|ห้ามตีพิมพ์|ไม่ใช่เพื่อเผยแพร่|ห้ามลงข่าว|งดเผยแพร่|"
        "ยังไม่อนุญาตให้เผยแพร่|โปรดอย่าเผยแพร่",
        hold="รอไว้ก่อน|พักไว้ก่อน",
        draft="ฉบับร่าง|ร่างแรก",
        release="วันที่เผยแพร่|เผยแพร่วันที่|เผยแพร่ได้ตั้งแต่",
        uncleared="ยังไม่ได้ตรวจ|รออนุมัติ|ลับ|ใช้ภายในเท่านั้น",
        until="จนถึง|ก่อน|ตั้งแต่|วันที่|เวลา",
        none="ไม่มี|ยกเลิก",
        private="ไม่ใช่เพื่อการเผยแพร่|สำหรับกองบรรณาธิการเท่านั้น",
        sender="จาก|ผู้ส่ง",
        sent="ส่งเมื่อ|วันที่ส่ง",
        to="ถึง|สำเนา",
        subject="เรื่อง|หัวข้อ",
        press="ข่าวประชาสัมพันธ์|สำหรับเผยแพร่ทันที",
        contact="ติดต่อ|สอบถามข้อมูลเพิ่มเติม",
    ),
    Row(
        code="bn",
        embargo="এমবার্গো|প্রকাশে নিষেধাজ্ঞা",
        forbidden="প্রকাশের জন্য নয়|প্রকাশ করবেন না|প্রকাশ করা যাবে না|প্রকাশ নিষেধ|প্রচারের জন্য নয়|"
        "প্রচার করা যাবে না|"
        "এখনই প্রকাশ নয়|আগে প্রকাশ নয়|ছাপবেন না",
        draft="খসড়া|প্রথম খসড়া",
        release="প্রকাশের তারিখ",
        uncleared="গোপনীয়|অসম্পাদিত|শুধু অভ্যন্তরীণ ব্যবহারের জন্য|অনুমোদনের অপেক্ষায়",
        none="না|নেই",
        private="শুধু সম্পাদকদের জন্য|সম্পাদকদের জন্য, প্রকাশের জন্য নয়",
        sender="প্রেরক",
        sent="তারিখ|পাঠানো হয়েছে",
        subject="বিষয়",
        press="সংবাদ বিজ্ঞপ্তি|প্রেস বিজ্ঞপ্তি",
        contact="যোগাযোগ|মিডিয়া যোগাযোগ",
    ),
    Row(
        code="ur",
        embargo="اشاعت پر پابندی",
        forbidden="اشاعت کے لیے نہیں|اشاعت کے لئے نہیں|شائع نہ کریں|شائع نہ کیا جائے|نشر نہ کریں|نشر نہ کیا جائے|"
        "اشاعت ممنوع",
        draft="مسودہ|ابتدائی مسودہ",
        release="اشاعت کی تاریخ",
        uncleared="غیر تدوین شدہ|صرف اندرونی استعمال کے لیے|منظوری کا انتظار",
        none="نہیں|کوئی نہیں",
        private="صرف مدیران کے لیے|صرف ادارتی استعمال کے لیے",
        sender="منجانب",
        sent="تاریخ|بھیجا گیا",
        subject="موضوع",
        press="پریس ریلیز",
        contact="رابطہ|میڈیا رابطہ",
    ),
    Row(
        code="ta",
        embargo="எம்பார்கோ",
        forbidden="வெளியிட வேண்டாம்|வெளியிடக் கூடாது|வெளியிடக்கூடாது|வெளியீட்டிற்கு அல்ல|பிரசுரிக்க வேண்டாம்",
        draft="வரைவு|முதல் வரைவு",
        release="வெளியீட்டு தேதி",
        uncleared="இரகசியம்|ரகசியம்|திருத்தப்படாதது",
        none="இல்லை",
        private="ஆசிரியர்களுக்கு மட்டும்",
        sender="அனுப்புநர்",
        sent="தேதி|அனுப்பப்பட்டது",
        subject="பொருள்",
        press="செய்திக்குறிப்பு|செய்தி வெளியீடு|பத்திரிகை செய்தி",
        contact="தொடர்புக்கு",
    ),
)
