import type { Scenario, Tier } from "../../domain/account/account.ts";
import type { KnownRegion } from "../../domain/regions.ts";
import type { MarketId } from "../world/markets.ts";

/** What makes a customer's data special, so that every screen has something to show. */
export type Trait =
  | "ordinary"
  /** A P0 is open right now, and the next sale does not fit. */
  | "crisis"
  /** One carrier of the main region freezes in the evening, for nine days now. */
  | "degraded"
  /** The collector has been silent for 31 hours. */
  | "stale"
  /** Customer since 16 days ago. */
  | "new"
  /** Does not report quality. */
  | "no_quality"
  /** Runs within a few percent of its capacity. */
  | "tight"
  /** Peaks above its capacity already. */
  | "over"
  /** Loses users month by month. */
  | "declining";

/** A customer of the demonstration CSM: made by hand, because these are the ones everybody sees. */
export interface Featured {
  readonly name: string;
  readonly alias: string;
  readonly code: string;
  readonly market: MarketId;
  readonly scenario: Scenario;
  readonly tier: Tier;
  /** Evening peak of the main region, users. */
  readonly peak: number;
  readonly regions: readonly KnownRegion[];
  readonly trait: Trait;
}

type Row = readonly [
  name: string,
  alias: string,
  code: string,
  market: MarketId,
  scenario: Scenario,
  tier: Tier,
  peak: number,
  regions: string,
  trait?: Trait,
];

// One customer a line: it is read as a table.
// oxfmt-ignore
const rows: readonly Row[] = [
  ["橙集优选", "Chengji Select", "CJYX", "cn", "commerce_live", "premium", 128_000, "cn-east cn-south cn-north", "crisis"],
  ["星屿秀场", "Starisle Live", "XYXC", "cn", "show_live", "premium", 74_000, "cn-south cn-east", "degraded"],
  ["Mehfil Rooms", "महफ़िल रूम्स", "MHFL", "in", "voice_room", "premium", 61_000, "ap-south ap-southeast", "tight"],
  ["云雀一对一", "Skylark Duo", "YQYY", "cn", "one_to_one", "standard", 18_500, "cn-east cn-south", "over"],
  ["Bến Live", "Ben Live", "BENL", "vn", "show_live", "standard", 22_000, "ap-southeast", "degraded"],
  ["霓光直播", "Neonlight Live", "NGZB", "cn", "show_live", "premium", 52_000, "cn-south ap-southeast", "tight"],
  ["Kopi Live", "Kopi Siaran", "KOPI", "id", "show_live", "premium", 57_000, "id-west ap-southeast"],
  ["鹿语语音", "Luyu Voice", "LYYY", "cn", "voice_room", "standard", 26_500, "cn-east cn-south cn-north"],
  ["Faro Shop", "Faro Compras", "FARO", "br", "commerce_live", "standard", 19_000, "sa-east na-east"],
  ["蜜桔约会", "Tangerine Date", "MJYH", "cn", "video_dating", "standard", 31_000, "cn-east cn-south cn-north", "tight"],
  ["知行云课堂", "Zhixing Cloud Class", "ZXKT", "cn", "education", "premium", 47_000, "cn-north cn-east cn-south"],
  ["回声智能", "Echo Dialogue", "HSZN", "cn", "conversational_ai", "premium", 9_800, "cn-east ap-southeast"],
  ["Pulso Live", "Pulso en Vivo", "PLSO", "mx", "overseas_app", "standard", 24_000, "na-east na-west sa-east"],
  ["Majlis Chat", "مجلس شات", "MJLS", "sa", "voice_room", "standard", 33_000, "me-central eu-central"],
  ["青麦直播", "Greenwheat Live", "QMZB", "cn", "show_live", "standard", 16_800, "cn-east cn-north", "stale"],
  ["Siam Stage", "สยามสเตจ", "SIAM", "th", "show_live", "standard", 27_500, "ap-southeast id-west"],
  ["拾光课堂", "Shiguang Class", "SGKT", "cn", "education", "basic", 2_600, "cn-east", "new"],
  ["半夏社交", "Banxia Social", "BXSJ", "cn", "one_to_one", "basic", 4_900, "cn-east", "declining"],
  ["Hanok Room", "한옥룸", "HNOK", "kr", "voice_room", "standard", 12_400, "ap-northeast ap-southeast na-west"],
  ["山茶房间", "Camellia Room", "SCFJ", "cn", "voice_room", "standard", 14_200, "cn-south cn-east cn-north", "no_quality"],
  ["Harbor Classroom", "Harbor K12", "HRBR", "us", "education", "premium", 21_000, "na-east na-west eu-central"],
  ["潮汐出海", "Tidal Global", "CXCH", "cn", "overseas_app", "premium", 66_000, "ap-southeast me-central sa-east"],
  ["Sao Đêm", "Sao Dem", "SAOD", "vn", "voice_room", "standard", 11_800, "ap-southeast ap-northeast na-west"],
  ["白鲸语聊", "Beluga Chat", "BJYL", "cn", "voice_room", "standard", 20_400, "cn-east cn-south cn-north"],
  ["Rangoli Live", "रंगोली लाइव", "RNGL", "in", "show_live", "standard", 38_000, "ap-south me-central"],
  ["麦浪好物", "Wheatwave Goods", "MLHW", "cn", "commerce_live", "standard", 23_700, "cn-east cn-south cn-north"],
  ["Palco Norte", "Palco do Norte", "PLCN", "br", "show_live", "standard", 17_600, "sa-east na-east eu-central"],
  ["晚风约会", "Evening Breeze Dating", "WFYH", "cn", "video_dating", "basic", 6_300, "cn-south cn-east"],
  ["石榴优品", "Pomegranate Picks", "SLYP", "cn", "commerce_live", "standard", 29_300, "cn-east cn-north cn-south"],
  ["Cobalt Agent", "Cobalt Voice Agent", "CBLT", "us", "conversational_ai", "standard", 6_700, "na-east na-west eu-central"],
  ["小满学堂", "Xiaoman Academy", "XMXT", "cn", "education", "standard", 12_900, "cn-east cn-north cn-south"],
  ["Ruang Senja", "Senja", "SNJA", "id", "voice_room", "standard", 19_800, "id-west ap-southeast ap-northeast"],
  ["深蓝数字人", "Deepblue Avatar", "SLSZ", "cn", "conversational_ai", "standard", 5_200, "cn-east cn-south cn-north"],
  ["鲸落电台", "Whalefall Radio", "JLDT", "cn", "voice_room", "basic", 7_700, "cn-south cn-east cn-north"],
  ["Nile Lounge", "نايل لاونج", "NILE", "eg", "voice_room", "standard", 15_300, "me-central eu-central na-east"],
  ["极昼互动", "Polar Day Interactive", "JZHD", "cn", "overseas_app", "standard", 34_500, "me-central ap-southeast na-west"],
  ["Lanna Live", "ล้านนาไลฟ์", "LANN", "th", "overseas_app", "basic", 5_600, "ap-southeast ap-northeast"],
  ["松塔对话", "Pinecone Dialogue", "STDH", "cn", "conversational_ai", "basic", 1_900, "cn-east cn-north"],
  ["枇杷秀场", "Loquat Show", "PPXC", "cn", "show_live", "standard", 25_800, "cn-south cn-east cn-north"],
  ["Tala Nights", "Tala", "TALA", "ph", "show_live", "standard", 18_300, "ap-southeast na-west ap-northeast"],
  ["云杉公开课", "Spruce Open Class", "YSGK", "cn", "education", "standard", 15_100, "cn-north cn-east cn-south"],
  ["Cenzontle Talk", "Cenzontle", "CNZT", "mx", "one_to_one", "basic", 4_100, "na-east na-west"],
  ["流萤一对一", "Firefly Duo", "LYYD", "cn", "one_to_one", "standard", 21_300, "cn-south cn-east cn-north"],
  ["桂圆集市", "Longan Market", "GYJS", "cn", "commerce_live", "basic", 5_400, "cn-south cn-east"],
  ["Rawi Live", "راوي لايف", "RAWI", "sa", "show_live", "premium", 44_000, "me-central eu-central ap-south"],
  ["听潮语音", "Tidesong Voice", "TCYY", "cn", "voice_room", "standard", 13_600, "cn-east cn-south cn-north"],
  ["北纬出海", "Northlat Apps", "BWCH", "cn", "overseas_app", "standard", 28_600, "ap-south id-west sa-east"],
  ["Merbau Live", "Merbau", "MRBU", "sg", "commerce_live", "standard", 9_700, "ap-southeast id-west ap-northeast"],
  ["汀步教育", "Stepstone Education", "TBJY", "cn", "education", "basic", 3_800, "cn-south cn-north", "declining"],
  ["Vereda Live", "Vereda", "VRDA", "co", "overseas_app", "basic", 6_900, "na-east sa-east eu-central"],
  ["南枝有声", "Nanzhi Audio", "NZYS", "cn", "voice_room", "basic", 5_900, "cn-south cn-east"],
  ["Lớp Học Xanh", "Lop Hoc Xanh", "LHXN", "vn", "education", "standard", 8_800, "ap-southeast ap-northeast"],
  ["Dana Salon", "دانة صالون", "DANA", "ae", "one_to_one", "standard", 8_200, "me-central ap-south eu-central"],
  ["灯塔约会", "Beacon Dating", "DTYH", "cn", "video_dating", "standard", 16_100, "cn-east cn-south cn-north"],
  ["Pasar Malam Live", "Pasar Malam", "PSRM", "id", "commerce_live", "standard", 23_000, "id-west ap-southeast"],
  ["青鸟视讯", "Bluebird Video", "QNSX", "cn", "video_dating", "standard", 11_200, "cn-north cn-east cn-south"],
  ["Chaupal Voice", "चौपाल वॉइस", "CHPL", "in", "voice_room", "standard", 29_900, "ap-south me-central ap-southeast"],
  ["雾凇秀", "Rime Show", "WSXC", "cn", "show_live", "basic", 7_100, "cn-north cn-east"],
  ["Roda Voz", "Roda de Voz", "RODA", "br", "voice_room", "basic", 5_300, "sa-east na-east"],
  ["木棉优选", "Kapok Select", "MMYX", "cn", "commerce_live", "standard", 17_900, "cn-south cn-east cn-north", "tight"],
];

export const featured: readonly Featured[] = rows.map(([name, alias, code, market, scenario, tier, peak, regions, trait]) => ({
  name,
  alias,
  code,
  market,
  scenario,
  tier,
  peak,
  regions: regions.split(" ") as KnownRegion[],
  trait: trait ?? "ordinary",
}));
