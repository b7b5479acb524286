import type { Finding } from '../check.ts';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文';
const TWO = '欧阳|司马|上官|诸葛|东方|皇甫|慕容|令狐|司徒|夏侯';
const NAME = `(?:${TWO}|[${SURNAMES}])[\\u4e00-\\u9fa5]{1,2}`;
/** What stands before or after a name of a person. Without it, 王国 (kingdom) would be one. */
const BEFORE =
  '(?:姓名|名字|联系人|收件人|客户|用户|经理|负责人|申请人|患者|病人|员工|同事|我叫|我是|叫做|名叫|本人|先生|女士|签名|经办人|法人)(?:是|为|叫)?[:：]?\\s?';
const AFTER =
  '(?:先生|女士|小姐|老师|医生|教授|经理|总监|主任|律师|同学|师傅|同志|总裁|董事长|说|表示|您好|你好)';
const STOP = /[的了是在和与及或把被让给向从到将会要能可很也都就还有个这那我你他她它们们吗呢吧啊说表您]/;

const named = new RegExp(`(?<=${BEFORE})${NAME}`, 'gu');
const titled = new RegExp(
  `(?<![\\u4e00-\\u9fa5])${NAME}(?=${AFTER})|(?<=[，。；：、,;: 和与跟给向找请由])${NAME}(?=${AFTER})`,
  'gu',
);
const surnameOnly = new RegExp(`[${SURNAMES}](?=先生|女士|小姐|老师|医生|经理|总(?![是的共体计之]))`, 'gu');
const address =
  /(?:[\u4e00-\u9fa5]{2,7}(?:省|自治区))?(?:[\u4e00-\u9fa5]{2,6}市)?(?:[\u4e00-\u9fa5]{1,6}[区县])?[\u4e00-\u9fa5\d]{1,10}(?:路|街|大道|巷|弄|胡同)\d{1,5}号(?:[\u4e00-\u9fa5\d]{0,10}(?:栋|座|楼|单元|室|层))*/gu;
const organisation =
  /[\u4e00-\u9fa5]{2,14}(?:有限责任公司|股份有限公司|有限公司|集团|事务所|银行|大学|医院|研究院)/gu;
const city =
  /(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|武汉|成都|西安|苏州|青岛|大连|厦门|长沙|郑州|沈阳|济南|合肥|福州|昆明|贵阳|南宁|海口|兰州|银川|西宁|乌鲁木齐|拉萨|呼和浩特|哈尔滨|长春|石家庄|太原|南昌|宁波|无锡|佛山|东莞|香港|澳门|台北)市?/gu;
/** Words that are glued to the front of an organisation or an address where no sign separates them. */
const LEADING =
  /^(?:请?(?:寄到|送到|发到|发往|寄往|送往)|我?(?:住在|家在|在|就职于|任职于|来自|是)|地址(?:是|为)?|公司(?:是|为)|联系|他在|她在|我们|我在|和|与|由|到|为)+/;

/** Names, addresses and organisations in Chinese text, by what stands around them and by how they are built. */
export function chinese(text: string): Finding[] {
  if (!/[\u4e00-\u9fa5]/.test(text)) return [];
  const out: Finding[] = [];
  // A mark a sign: comparing each finding with all before it takes seconds where every third sign ends a city.
  const taken = new Uint8Array(text.length);
  const add = (type: string, start: number, raw: string, score: number) => {
    const lead = type === 'PERSON' ? 0 : (LEADING.exec(raw)?.[0].length ?? 0);
    const end = start + raw.length;
    const from = start + lead;
    if (end - from < 1 || taken.subarray(from, end).includes(1)) return;
    taken.fill(1, from, end);
    out.push({ check: 'pii', type, start: from, end, score });
  };
  for (const m of text.matchAll(address)) add('ADDRESS', m.index, m[0], 0.85);
  for (const m of text.matchAll(organisation)) add('ORGANIZATION', m.index, m[0], 0.75);
  for (const pattern of [named, titled])
    for (const m of text.matchAll(pattern)) {
      const raw =
        STOP.test(m[0].slice(-1)) || (m[0].length > 2 && AFTER.includes(m[0].slice(-1)))
          ? m[0].slice(0, -1)
          : m[0];
      if (raw.length > 1 && !STOP.test(raw.slice(1))) add('PERSON', m.index, raw, 0.8);
    }
  for (const m of text.matchAll(surnameOnly)) add('PERSON', m.index, m[0], 0.6);
  for (const m of text.matchAll(city)) add('LOCATION', m.index, m[0], 0.5);
  return out;
}
