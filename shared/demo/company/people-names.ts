import type { Dice } from "../dice.ts";
import type { MarketId } from "../world/markets.ts";

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** `汉字|pinyin` pairs. */
function romanised(text: string): readonly (readonly [han: string, latin: string])[] {
  return words(text).map((pair) => {
    const [han = "", latin = ""] = pair.split("|");
    return [han, latin];
  });
}

const chineseFamily = romanised(
  "王|wang 李|li 张|zhang 刘|liu 陈|chen 杨|yang 黄|huang 赵|zhao 吴|wu 周|zhou 徐|xu 孙|sun 马|ma 朱|zhu 胡|hu 郭|guo 何|he 高|gao 林|lin 罗|luo 郑|zheng 梁|liang 谢|xie 宋|song 唐|tang 许|xu 韩|han 冯|feng 邓|deng 曹|cao 彭|peng 曾|zeng 萧|xiao 田|tian 董|dong 潘|pan 袁|yuan 蔡|cai 蒋|jiang 余|yu 于|yu 杜|du 叶|ye 程|cheng 苏|su 魏|wei 吕|lv 丁|ding 任|ren 沈|shen 姚|yao 卢|lu 姜|jiang 崔|cui 钟|zhong 谭|tan 陆|lu 汪|wang 范|fan 金|jin",
);
const chineseGiven = romanised(
  "若溪|ruoxi 子涵|zihan 思远|siyuan 佳宁|jianing 宇轩|yuxuan 晓雯|xiaowen 一鸣|yiming 雅婷|yating 浩然|haoran 静怡|jingyi 明哲|mingzhe 梦瑶|mengyao 嘉豪|jiahao 诗涵|shihan 志远|zhiyuan 婉清|wanqing 俊杰|junjie 欣悦|xinyue 天佑|tianyou 雨桐|yutong 文博|wenbo 可馨|kexin 立群|liqun 晨曦|chenxi 建国|jianguo 丽华|lihua 海涛|haitao 晓东|xiaodong 玉兰|yulan 国强|guoqiang 秀英|xiuying 振宇|zhenyu 慧敏|huimin 家明|jiaming 美琪|meiqi 少华|shaohua 敏|min 伟|wei 芳|fang 磊|lei 洋|yang 静|jing 超|chao 娜|na 涛|tao 莉|li 鹏|peng 倩|qian 斌|bin 颖|ying 凯|kai 琳|lin 旭|xu 蕾|lei 峰|feng 璐|lu 晖|hui 妍|yan 航|hang 悦|yue 泽楷|zekai 书瑶|shuyao 锦程|jincheng 沐阳|muyang 芷晴|zhiqing 奕辰|yichen 语嫣|yuyan 景行|jingxing 知微|zhiwei 承宇|chengyu",
);

const latin: Readonly<
  Record<Exclude<MarketId, "cn">, { readonly given: readonly string[]; readonly family: readonly string[]; readonly familyFirst?: boolean }>
> = {
  vn: {
    given: words("Anh Linh Minh Hương Quân Thảo Tuấn Ngọc Đức Lan Huy Mai Khánh Phương Bảo Trang Hải Yến"),
    family: words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương"),
    familyFirst: true,
  },
  th: {
    given: words("Somchai Niran Ploy Kanya Anan Malee Thanawat Siriporn Krit Nattaya Wichai Pim Chaiwat Orn Prasert Suda"),
    family: words("Srisuk Wongsawat Chaiyasit Rattanakul Boonmee Suwannarat Phromma Thongdee Kittisak Intharat Saelim Charoenporn"),
  },
  id: {
    given: words("Putri Agus Dewi Budi Sari Rizky Ayu Dimas Rina Bayu Indah Fajar Wulan Hendra Maya Yoga Ratna Arif"),
    family: words("Santoso Wijaya Lestari Pratama Hidayat Nugroho Siregar Saputra Wibowo Kusuma Maharani Gunawan Permata"),
  },
  in: {
    given: words("Aarav Priya Rohan Ananya Vikram Neha Arjun Kavya Sanjay Isha Rahul Meera Karan Divya Aditya Pooja Nikhil Sneha"),
    family: words("Sharma Patel Iyer Reddy Gupta Nair Singh Mehta Kulkarni Chatterjee Rao Joshi Malhotra Pillai Bose Desai"),
  },
  br: {
    given: words("João Maria Lucas Ana Pedro Beatriz Gabriel Camila Rafael Juliana Thiago Larissa Bruno Fernanda Diego Letícia"),
    family: words("Silva Souza Oliveira Costa Pereira Almeida Ribeiro Carvalho Gomes Araújo Barbosa Teixeira Moreira Cardoso"),
  },
  mx: {
    given: words("José Sofía Luis Valeria Carlos Fernanda Diego Ximena Javier Daniela Miguel Regina Andrés Paola Emilio Lucía"),
    family: words("Hernández García Martínez López González Ramírez Torres Flores Rivera Mendoza Castillo Ortega Salazar Ibarra"),
  },
  co: {
    given: words("Santiago Catalina Andrés Mariana Felipe Daniela Juan Natalia Camilo Laura Sebastián Paula"),
    family: words("Rodríguez Gómez Restrepo Vargas Moreno Jiménez Rojas Ospina Cárdenas Mejía Zuluaga Arango"),
  },
  sa: {
    given: words("Abdullah Noura Khalid Sara Faisal Reem Sultan Hessa Turki Lama Bandar Maha"),
    family: words("Al-Qahtani Al-Otaibi Al-Harbi Al-Ghamdi Al-Dossari Al-Shehri Al-Mutairi Al-Zahrani"),
  },
  ae: {
    given: words("Mohammed Fatima Saeed Mariam Hamdan Shamma Omar Latifa Rashid Alia"),
    family: words("Al-Mansoori Al-Suwaidi Al-Ketbi Al-Shamsi Al-Marri Al-Hammadi Al-Nuaimi"),
  },
  eg: {
    given: words("Ahmed Mona Mahmoud Heba Tarek Dina Youssef Salma Karim Nour Hossam Rania"),
    family: words("Hassan Ibrahim Mostafa Abdelrahman Fathy Saleh Gamal Ezzat Nabil Shaheen"),
  },
  us: {
    given: words("Emily James Olivia Daniel Grace Michael Hannah Ryan Megan Tyler Rachel Brandon Claire Ethan Natalie Marcus"),
    family: words("Carter Nguyen Brooks Patel Morgan Sullivan Hayes Rivera Coleman Fischer Walsh Bennett Ortiz Palmer Reed Donovan"),
  },
  sg: {
    given: words("Wei_Ling Jun_Hao Hui_Min Kai_Wen Siti Arjun Mei_Xin Zhi_Yong Nurul Darren"),
    family: words("Tan Lim Lee Ng Ong Wong Goh Chua Rahman Koh"),
  },
  ph: {
    given: words("Maria Jose Angelica Mark Kristine Paolo Bea Miguel Camille Joshua Isabel Carlo"),
    family: words("Santos Reyes Cruz Bautista Garcia Mendoza Aquino Villanueva Ramos Dela_Cruz Navarro"),
  },
  kr: {
    given: words("Min-jun Seo-yeon Ji-ho Ha-eun Do-yun Su-bin Hyun-woo Ji-woo Jun-seo Ye-jin"),
    family: words("Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim"),
  },
};

export interface PersonName {
  /** As it is written in the country. */
  readonly name: string;
  /** For an address: `given.family`, plain ASCII. */
  readonly mailbox: string;
}

export function personName(market: MarketId, die: Dice): PersonName {
  if (market === "cn") {
    const [family, familyLatin] = die.pick(chineseFamily);
    const [given, givenLatin] = die.pick(chineseGiven);
    return { name: family + given, mailbox: `${givenLatin}.${familyLatin}` };
  }
  const { given, family, familyFirst } = latin[market];
  const first = die.pick(given);
  const last = die.pick(family);
  const plain = `${first} ${last}`
    .normalize("NFD")
    .replaceAll("Đ", "D")
    .replaceAll(/[^A-Za-z _]/g, "")
    .toLowerCase();
  return {
    name: (familyFirst === true ? `${last} ${first}` : `${first} ${last}`).replaceAll("_", " "),
    mailbox: plain.replaceAll("_", "").replaceAll(" ", "."),
  };
}
