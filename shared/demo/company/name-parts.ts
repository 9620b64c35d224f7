import type { Scenario } from "../../domain/account/account.ts";
import type { MarketId } from "../world/markets.ts";

/** `native|latin` pairs. For a Latin script the second half is left out. */
function pairs(text: string): readonly (readonly [native: string, latin: string])[] {
  return text.split(" ").map((pair) => {
    const [native = "", latin = native] = pair.split("|");
    return [native, latin.replaceAll("_", " ")];
  });
}

type Pairs = ReturnType<typeof pairs>;

/** First halves of made-up company names. Chosen so that no pair of halves names a known company. */
export const chineseFirst: Pairs = pairs(
  "晴川|Clearbrook 远舟|Farboat 溪午|Streamnoon 棠梨|Wildpear 雾岛|Mistisle 澄野|Clearfield 北屿|Northisle 朱槿|Hibiscus 折纸|Foldpaper 竹影|Bambooshade 灯塔湾|Beaconbay 银杏里|Ginkgo_Lane 海棠|Crabapple 柠月|Lemonmoon 白露|Whitedew 云岫|Cloudpeak 听雨|Rainlisten 松果|Pinenut 半岛|Halfisle 长风|Longwind 九溪|Ninebrook 花笺|Flowernote 木鱼|Woodfish 初霁|Firstclear 橘络|Tangerine_Vein 鲸歌|Whalesong 星垂|Starfall 渡口|Ferryside 南山里|Southhill 石斛|Orchidstone 麦田|Wheatfield 苔原|Tundra 纸鸢|Paperkite 月白|Moonwhite 杏坛|Apricot_Hall 蓝鲸湾|Bluewhale_Bay 青柚|Greenpomelo 芦苇|Reedside 夜航|Nightsail 归雁|Homegoose 玉兰|Magnolia 荔枝湾|Lychee_Bay 寻鹿|Deerquest 斑马线|Crosswalk 雪松|Cedarsnow 江豚|Riverporpoise 桑榆|Mulberry 风铃|Windbell 沙洲|Sandbar 栗子|Chestnut 云帆|Cloudsail 萤石|Fluorite 梧桐里|Parasol_Lane 春涧|Springcreek 微澜|Ripple 砚台|Inkstone 稻香|Riceharvest 鹊桥|Magpie_Bridge 拾贝|Shellpick 暮山|Duskhill 胡桃|Walnut 汐见|Tidesight 琥珀|Ambergrain 燕归|Swallowhome",
);

export const chineseSecond: Readonly<Record<Scenario, Pairs>> = {
  show_live: pairs("秀场|Show 直播|Live 星秀|Starshow 剧场|Theatre 舞台|Stage"),
  one_to_one: pairs("一对一|Duo 视频聊|Face_Chat 相见|Meet 密语|Whisper 面对面|Facing"),
  voice_room: pairs("语音|Voice 房间|Rooms 电台|Radio 夜话|Nighttalk 歌房|Singing_Rooms"),
  video_dating: pairs("约会|Dating 相亲|Match 红娘|Matchmaker 良缘|Good_Match 遇见|Encounter"),
  commerce_live: pairs("优选|Select 好物|Goods 集市|Market 严选汇|Picks 直播购|Live_Shop"),
  education: pairs("学堂|Academy 课堂|Class 公开课|Open_Class 书院|School 双师课|Dual_Class"),
  conversational_ai: pairs("智能|Intelligence 对话|Dialogue 数字人|Avatar 语伴|Voice_Mate 智答|Answers"),
  overseas_app: pairs("出海|Global 互动|Interactive 环球|Worldwide 社区|Community 国际|International"),
};

export const localFirst: Readonly<Record<Exclude<MarketId, "cn">, Pairs>> = {
  vn: pairs(
    "Sen|Sen Đò|Do Trăng|Trang Mưa|Mua Gió|Gio Tre|Tre Biển|Bien Cầu|Cau Hẻm|Hem Đồi|Doi Nắng|Nang Sóng|Song Lúa|Lua Quế|Que Mây|May Phượng|Phuong Suối|Suoi Đèn|Den Thuyền|Thuyen Chợ|Cho",
  ),
  th: pairs(
    "มะลิ|Mali บัวหลวง|Bualuang จันทร์|Chan ทะเล|Thale ดอย|Doi ฝน|Fon น้ำใส|Namsai ไม้|Mai ราตรี|Ratri ข้าวหอม|Khaohom สะพาน|Saphan โคม|Khom แก้ว|Kaew พริก|Phrik ลม|Lom เรือ|Ruea ช้างน้อย|Changnoi ดาว|Dao",
  ),
  id: pairs(
    "Rinjani Kenanga Lereng Nusa Melati Pelita Ombak Jati Rembulan Tenun Cendana Dermaga Lentera Samudra Wening Embun Rimba Teras Mentari Bambu",
  ),
  in: pairs(
    "चाँदनी|Chandni दीपक|Deepak नीम|Neem मोर|Mor झरना|Jharna तारा|Taara सावन|Saawan आँगन|Aangan पतंग|Patang कमल|Kamal सुर|Sur ढोलक|Dholak नदी|Nadi केसर|Kesar बरगद|Bargad घुंघरू|Ghunghru मेला|Mela धूप|Dhoop चौराहा|Chauraha गुलमोहर|Gulmohar",
  ),
  br: pairs(
    "Ipê Maré Jacarandá Varanda Caju Sertão Aroeira Lua_Nova Farol Tamborim Pitanga Serra Cacimba Orla Sabiá Cerrado Jangada Mirante Coreto Umbu".replaceAll(
      "Lua_Nova",
      "Luanova",
    ),
  ),
  mx: pairs(
    "Jacaranda Ahuehuete Nopal Quetzalli Marea Farola Cempasúchil Barranca Colibrí Zócalo_Norte Papalote Tejate Agave Mirador Canela Xoco Luciérnaga Volcán".replaceAll(
      "Zócalo_Norte",
      "Zocalito",
    ),
  ),
  co: pairs(
    "Guadua Frailejón Cumbia Páramo Tinto Arrayán Cafetal Sombrero_Vueltiao Ceiba Quimbaya".replaceAll("Sombrero_Vueltiao", "Vueltiao"),
  ),
  sa: pairs(
    "نخيل|Nakheel هلال|Hilal واحة|Waha صدى|Sada قمر|Qamar رمال|Rimal ديوان|Diwan عود|Oud سراج|Siraj مرجان|Marjan نجد|Najd فنار|Fanar",
  ),
  ae: pairs("صقر|Saqr مرسى|Marsa شراع|Shira غاف|Ghaf ياسمين|Yasmin موج|Mawj سهيل|Suhail مدار|Madar"),
  eg: pairs("بردي|Bardi شمس|Shams قناطر|Qanater قنديل|Qandil فيروز|Fayrouz زمن|Zaman مركب|Markeb حكاية|Hekaya"),
  us: pairs(
    "Juneberry Tidewater Redwing Lanternfish Copperline Marigold Foxglove Saltbox Northfork Bluestem Quarry Driftwood Halfmoon Thistle Cinderpath Meadowlark Brightwater Sagebrush",
  ),
  sg: pairs("Tembusu Angsana Kampong Seraya Pandan Nutmeg Straits Orchid"),
  ph: pairs("Bituin Sampaguita Habagat Bayanihan Dalisay Amihan Kalinaw Tanglaw"),
  kr: pairs("달빛|Dalbit 소나기|Sonagi 마루|Maru 은하수|Eunhasu 솔바람|Solbaram 나루|Naru"),
};

/** Second halves used outside China; the market's own words come from `localSecond`. */
export const globalSecond: Readonly<Record<Scenario, readonly string[]>> = {
  show_live: ["Live", "Stage", "Show", "Nights"],
  one_to_one: ["Duo", "Talk", "Face", "Hello"],
  voice_room: ["Rooms", "Voice", "Lounge", "Radio"],
  video_dating: ["Date", "Match", "Meet", "Pairs"],
  commerce_live: ["Shop", "Market", "Deals", "Cart"],
  education: ["Class", "Academy", "Learn", "School"],
  conversational_ai: ["Agent", "Assist", "Dialog", "Answers"],
  overseas_app: ["Social", "World", "Circle", "Party"],
};

type Language = "pt" | "es" | "id" | "vi";
export const localSecond: Readonly<Record<Language, Readonly<Record<Scenario, readonly string[]>>>> = {
  pt: {
    show_live: ["Palco", "ao Vivo"],
    one_to_one: ["Papo", "Conversa"],
    voice_room: ["Voz", "Sarau"],
    video_dating: ["Encontro", "Par"],
    commerce_live: ["Feira", "Compras"],
    education: ["Aula", "Escola"],
    conversational_ai: ["Assistente", "Diálogo"],
    overseas_app: ["Mundo", "Turma"],
  },
  es: {
    show_live: ["Escena", "en Vivo"],
    one_to_one: ["Charla", "Cara a Cara"],
    voice_room: ["Voces", "Tertulia"],
    video_dating: ["Cita", "Encuentro"],
    commerce_live: ["Tianguis", "Compras"],
    education: ["Aula", "Colegio"],
    conversational_ai: ["Asistente", "Diálogo"],
    overseas_app: ["Mundo", "Comunidad"],
  },
  id: {
    show_live: ["Siaran", "Panggung"],
    one_to_one: ["Sapa", "Berdua"],
    voice_room: ["Ruang Suara", "Obrolan"],
    video_dating: ["Jumpa", "Jodoh"],
    commerce_live: ["Pasar", "Belanja"],
    education: ["Kelas", "Belajar"],
    conversational_ai: ["Asisten", "Tanya"],
    overseas_app: ["Kawan", "Dunia"],
  },
  vi: {
    show_live: ["Sân Khấu", "Trực Tiếp"],
    one_to_one: ["Tâm Sự", "Gặp"],
    voice_room: ["Phòng Hát", "Giọng"],
    video_dating: ["Hẹn", "Duyên"],
    commerce_live: ["Mua Sắm", "Phiên Chợ"],
    education: ["Lớp Học", "Học Đường"],
    conversational_ai: ["Trợ Lý", "Hỏi Đáp"],
    overseas_app: ["Bạn Bè", "Thế Giới"],
  },
};

export const languageOfMarket: Readonly<Partial<Record<MarketId, Language>>> = { br: "pt", mx: "es", co: "es", id: "id", vn: "vi" };

/** How the global second half is written in scripts that are not Latin, for the alias. */
export const nativeSecond: Readonly<Partial<Record<MarketId, Readonly<Record<string, string>>>>> = {
  th: {
    Live: "ไลฟ์",
    Stage: "สเตจ",
    Show: "โชว์",
    Nights: "ไนท์",
    Rooms: "รูม",
    Voice: "วอยซ์",
    Lounge: "เลานจ์",
    Radio: "เรดิโอ",
    Shop: "ช็อป",
    Market: "มาร์เก็ต",
    Class: "คลาส",
    Academy: "อคาเดมี่",
    Talk: "ทอล์ค",
    Social: "โซเชียล",
    Agent: "เอเจนต์",
  },
  in: {
    Live: "लाइव",
    Stage: "स्टेज",
    Show: "शो",
    Nights: "नाइट्स",
    Rooms: "रूम्स",
    Voice: "वॉइस",
    Lounge: "लाउंज",
    Radio: "रेडियो",
    Shop: "शॉप",
    Market: "मार्केट",
    Class: "क्लास",
    Academy: "अकादमी",
    Talk: "टॉक",
    Social: "सोशल",
    Agent: "एजेंट",
  },
  sa: {
    Live: "لايف",
    Stage: "ستيج",
    Show: "شو",
    Nights: "نايتس",
    Rooms: "رومز",
    Voice: "فويس",
    Lounge: "لاونج",
    Radio: "راديو",
    Shop: "شوب",
    Market: "ماركت",
    Class: "كلاس",
    Academy: "أكاديمي",
    Talk: "توك",
    Social: "سوشال",
    Agent: "إيجنت",
  },
  kr: {
    Live: "라이브",
    Stage: "스테이지",
    Show: "쇼",
    Nights: "나이트",
    Rooms: "룸",
    Voice: "보이스",
    Lounge: "라운지",
    Radio: "라디오",
    Shop: "샵",
    Market: "마켓",
    Class: "클래스",
    Academy: "아카데미",
    Talk: "톡",
    Social: "소셜",
    Agent: "에이전트",
  },
};
