/** 〈生活環境〉: invented samples. */
import type { IndicatorSource } from './sources.ts';

export const livingIndicators: readonly IndicatorSource[] = [
	{
		name: '市の事務事業による温室効果ガス排出量',
		unit: 't-CO2',
		department: 'kankyo',
		confirmedIn: 10,
		definition: '市の施設・公用車等から出る温室効果ガスの量。',
		source: '地球温暖化対策実行計画 実績',
		card: [
			'各施設の電気・燃料の使用量を10月までに集め、排出係数を掛ける。',
			'排出係数は毎年変わる。前年の様式を使い回さない。'
		],
		results: '11240 10890 10610 10120 …',
		zenki: {
			measure: '2-1',
			base: 'H30 11980',
			final: 'R7 9800',
			targets: '11300 10900 10500 10100 9800',
			direction: 'decrease'
		},
		kouki: { measure: '2-1', base: 'R6 10120', final: 'R12 7200', direction: 'decrease' }
	},
	{
		name: '再生可能エネルギーの導入容量（累計）',
		unit: 'kW',
		department: 'kankyo',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '市内で固定価格買取制度の認定を受けて運転している設備の容量。',
		source: '資源エネルギー庁 公表資料',
		card: ['資源エネルギー庁の3月末の表の「導入容量」。', '認定容量の列と間違えない。'],
		results: '62100 63850 65400 67020 68930',
		zenki: {
			measure: '2-1',
			base: 'R1 59600',
			final: 'R7 68000',
			targets: '61500 63000 64800 66400 68000',
			policies: [5]
		}
	},
	{
		name: '1人1日あたりごみ排出量',
		unit: 'g',
		department: 'kankyo',
		confirmedIn: 9,
		definition: '家庭系と事業系のごみの量を人口と日数で割った量。',
		formula: 'ごみ総排出量 ÷ 人口 ÷ 365',
		source: '一般廃棄物処理実態調査',
		card: ['清掃工場の計量月報と集団回収の量を足す。人口は10月1日。', '閏年は366で割る。災害廃棄物は除く。'],
		results: '981 974 968 962 955',
		remarks: {
			R4: [
				'事業系の生ごみが増えたため。',
				'分別の周知が事業所に届いていない。',
				'飲食店を訪問して分別を説明する。'
			],
			R5: [
				'燃やすごみに資源となる紙が1割混じっているため。',
				'集合住宅の分別が進まない。',
				'管理会社と分別の掲示を作る。'
			],
			R6: [
				'衣類と布団の排出が増えたため。',
				'資源として出せる場所が少ない。',
				'拠点回収の場所を3か所増やす。'
			],
			R7: [
				'人口の減少に対し、事業系のごみが減らなかったため。',
				'食品ロスへの取組が一部の店に限られている。',
				'食べきり協力店を30店に増やす。'
			]
		},
		zenki: {
			measure: '2-2',
			base: 'R1 992',
			final: 'R7 920',
			targets: '978 963 949 934 920',
			direction: 'decrease'
		},
		kouki: { measure: '2-2', base: 'R6 962', final: 'R12 890', direction: 'decrease' }
	},
	{
		name: 'リサイクル率',
		unit: '%',
		department: 'kankyo',
		confirmedIn: 9,
		definition: 'ごみの総量のうち資源化した量の割合。',
		formula: '資源化量 ÷ ごみ総処理量 × 100',
		source: '一般廃棄物処理実態調査',
		card: ['実態調査の調査票の自動計算の値。', '溶融スラグの資源化量を含む。'],
		results: '18.8 18.2 17.9 17.5 17.3',
		r7: 's',
		remarks: {
			R4: [
				'新聞・雑誌の回収量が減ったため。',
				'民間の回収に資源が流れている。',
				'民間の回収量を把握する調査を行う。'
			],
			R5: [
				'集団回収を行う団体が6団体減ったため。',
				'担い手が高齢化している。',
				'回収の奨励金を1割引き上げる。'
			],
			R6: [
				'紙の使用量が減り続けているため。',
				'紙以外の資源の回収が弱い。',
				'製品プラスチックの回収を試行する。'
			],
			R7: [
				'製品プラスチックの回収が2地区の試行にとどまったため。',
				'保管の場所が足りない。',
				'回収を全地区に広げる。'
			]
		},
		zenki: { measure: '2-2', base: 'R1 18.4', final: 'R7 22.0', targets: '19.0 19.8 20.5 21.2 22.0' },
		kouki: { measure: '2-2', base: 'R6 17.5', final: 'R12 20.0' }
	},
	{
		name: '水道の有収率',
		unit: '%',
		department: 'suido',
		definition: '配水した水のうち料金の対象となった水の割合。',
		formula: '有収水量 ÷ 総配水量 × 100',
		source: '水道事業 決算',
		ratio: ['有収水量', '総配水量'],
		figures: { R5: ['3731', '4550'], R6: ['3691', '4512'] },
		card: ['決算書の業務量の表。5月中旬に固まる。', '漏水の多い月があっても月の平均は使わない。'],
		results: '80.6 81.3 82.0 81.8 82.9',
		remarks: {
			R6: [
				'冬の凍結で宅地内の漏水が多かったため。',
				'布設から40年を超える管が3割ある。',
				'漏水の多い区域から管を更新する。'
			]
		},
		zenki: { measure: '2-3', base: 'R1 79.9', final: 'R7 84.0', targets: '80.5 81.4 82.2 83.1 84.0' },
		kouki: { measure: '2-3', base: 'R6 81.8', final: 'R12 87.0' }
	},
	{
		name: '汚水処理人口普及率',
		unit: '%',
		department: 'suido',
		definition: '人口のうち下水道・浄化槽等を利用できる人の割合。',
		source: '県 汚水処理人口普及状況',
		card: ['県の生活排水の担当に4月に出した調査票の控えを使う。', '水洗化率と混同しやすい。'],
		results: '85.2 86.0 86.9 87.7 88.4',
		zenki: { measure: '2-3', base: 'R1 83.8', final: 'R7 88.5', targets: '85.0 86.0 87.0 87.8 88.5' }
	},
	{
		name: '住宅の耐震化率',
		unit: '%',
		department: 'toshi',
		definition: '住宅のうち耐震性のある住宅の割合（推計）。',
		source: '耐震改修促進計画 推計',
		card: [
			'住宅・土地統計調査の値から毎年の除却と新築で推計する。計算表は共有フォルダの「耐震」。',
			'統計の年（5年ごと）に計算表を直す。'
		],
		results: '84.0 84.9 85.8 86.5 87.2',
		zenki: {
			measure: '2-4',
			base: 'R1 82.6',
			final: 'R7 90.0',
			targets: '84.0 85.5 87.0 88.5 90.0',
			moved: ['R3>R5 88.0', 'R4>R5 88.0'],
			movedBecause: '改修の申請の実績を踏まえ、目標の伸びを後年度にならした。',
			policies: [10]
		},
		kouki: { measure: '2-4', final: 'R12 92.0', policies: [10] }
	},
	{
		name: '空き家バンクの成約件数（累計）',
		unit: '件',
		department: 'toshi',
		accumulation: 'cumulative',
		cumulativeEntry: 'amount',
		definition: '空き家バンクを通じて成約した件数の累計。',
		source: '都市計画課 空き家台帳',
		card: ['契約書の写しが届いた日で年度を決める。', '賃貸と売買の両方を数える。'],
		results: '28 39 52 64 75',
		zenki: { measure: '2-4', base: 'R1 17', final: 'R7 80', targets: '30 42 55 68 80', policies: [1] },
		kouki: { measure: '2-4', final: 'R12 150', policies: [1] }
	},
	{
		name: '市道の舗装修繕延長（累計）',
		unit: 'km',
		department: 'kensetsu',
		decimals: 1,
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '舗装の個別施設計画に基づき修繕した市道の延長の累計。',
		source: '建設課 工事台帳',
		card: ['完了検査を終えた工事の延長を足す。', '繰越した工事は完了した年度に入れる。'],
		results: '3.2 6.1 9.4 12.2 15.8',
		zenki: { measure: '2-5', base: 'R2 0.0', final: 'R7 15.0', targets: '3.0 6.0 9.0 12.0 15.0' },
		kouki: { measure: '2-5', final: 'R12 32.0' }
	},
	{
		name: '橋りょうの修繕の着手率',
		unit: '%',
		department: 'kensetsu',
		definition: '早期に措置が必要な橋のうち修繕に着手した橋の割合。',
		source: '橋りょう長寿命化修繕計画',
		card: [
			'道路メンテナンス年報の「着手」の定義（設計を含む）で数える。',
			'点検が2巡目に入り、分母が増えた。'
		],
		results: '42.0 51.0 58.0 70.0 81.0',
		zenki: {
			measure: '2-5',
			base: 'R1 28.0',
			final: 'R7 80.0',
			targets: '40.0 50.0 60.0 70.0 80.0',
			policies: [10]
		}
	},
	{
		name: '路線バスの年間利用者数',
		unit: '人',
		department: 'toshi',
		accumulation: 'annual',
		measured: '10月〜翌年9月',
		confirmedIn: 11,
		definition: '市が補助する路線バスの利用者数。',
		source: 'バス事業者 運行実績',
		card: ['事業者の補助金の実績報告（10月〜9月）の合計。', '通学定期は1日2回と数えている。'],
		results: '412000 428500 441200 436800 …',
		remarks: {
			R6: [
				'運転士の不足で2路線が減便となったため。',
				'運転士の平均年齢が58歳である。',
				'二種免許の取得を支援する。'
			]
		},
		zenki: {
			measure: '2-6',
			base: 'R1 468000',
			final: 'R7 470000',
			targets: '420000 435000 450000 460000 470000',
			baselineUse: 'reference',
			policies: [3]
		},
		kouki: { measure: '2-6', base: 'R6 436800', final: 'R12 450000', policies: [3] }
	},
	{
		name: 'デマンド交通の登録者数（累計）',
		unit: '人',
		department: 'toshi',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: 'デマンド交通の利用登録者の累計。',
		source: '予約システム',
		card: ['予約システムの登録者の一覧（3月末）。', '令和4年度に始まった事業なので、令和3年度は該当なし。'],
		results: 'na 212 390 561 702',
		zenki: {
			measure: '2-6',
			base: 'R3 0',
			final: 'R7 700',
			targets: '－ 200 380 550 700',
			policies: [3],
			active: 'R4 R7',
			districts: ['kurihashi', 'toni', 'kasshi']
		},
		kouki: { measure: '2-6', final: 'R12 1200', policies: [3] }
	},
	{
		name: '交通事故の発生件数',
		unit: '件',
		department: 'shimin',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '市内で起きた人身事故の件数。',
		source: '釜石警察署 交通統計',
		card: ['警察署の交通課から1月に届く統計表の「人身」の欄。', '物損の件数を足さない。'],
		results: '41 38 36 33 30',
		zenki: {
			measure: '2-7',
			base: 'R1 49',
			final: 'R7 32',
			targets: '44 41 38 35 32',
			direction: 'decrease'
		},
		kouki: { measure: '2-7', base: 'R6 33', final: 'R12 24', direction: 'decrease' }
	},
	{
		name: '特殊詐欺の被害件数',
		unit: '件',
		department: 'shimin',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '市内の特殊詐欺の被害の件数。',
		source: '警察署への照会',
		card: ['警察署の生活安全課に2月に照会する。', '少数で個人が分かる年は秘匿で出す。'],
		results: '4 3 5 x 3',
		remarks: {
			R5: [
				'還付金の詐欺が秋に続いたため。',
				'単身の高齢者に被害が集中した。',
				'留守番電話機能つき電話機の購入を補助する。'
			]
		},
		zenki: { measure: '2-7', base: 'R1 5', final: 'R7 2', targets: '4 4 3 3 2', direction: 'decrease' }
	},
	// 後期 from here
	{
		name: '脱炭素に取り組む事業所の認定数（累計）',
		unit: '事業所',
		department: 'kankyo',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '市の認定を受けた事業所の累計。',
		source: '環境課',
		results: 'na na 6 11 19',
		kouki: { measure: '2-1', final: 'R12 60', policies: [5] }
	},
	{
		name: '藻場の造成面積（累計）',
		unit: 'ha',
		department: 'suisan',
		decimals: 1,
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: 'ブルーカーボンの取組として造成した藻場の面積の累計。',
		source: '水産課',
		card: ['潜水調査の報告書の面積。', '自然に広がった分は含めない。'],
		results: '0.4 0.9 1.5 2.2 3.0',
		kouki: { measure: '2-1', final: 'R12 6.0', policies: [5] }
	},
	{
		name: '食品ロス協力店の数（累計）',
		unit: '店',
		department: 'kankyo',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '食べきり協力店に登録した店の累計。',
		source: '環境課',
		results: '3 6 9 12 18',
		kouki: { measure: '2-2', final: 'R12 50' }
	},
	{
		name: '基幹管路の耐震適合率',
		unit: '%',
		department: 'suido',
		definition: '基幹管路のうち耐震適合性のある管の割合。',
		source: '水道事業 経営指標',
		card: ['管路台帳の集計。', '「耐震管率」より大きい値になる。'],
		results: '38.1 39.0 40.2 41.0 42.3',
		kouki: { measure: '2-3', final: 'R12 50.0', policies: [10] }
	},
	{
		name: '管理不全空き家の数',
		unit: '戸',
		department: 'toshi',
		definition: '市が管理不全と判断し、指導の対象としている空き家の数。',
		source: '都市計画課 空き家台帳',
		results: '102 98 97 93 90',
		kouki: { measure: '2-4', final: 'R12 60', direction: 'decrease' }
	},
	{
		name: '公共交通の1人当たり公費負担額',
		unit: '円',
		department: 'toshi',
		accumulation: 'annual',
		confirmedIn: 11,
		definition: '市の公共交通への支出を利用者数で割った額。',
		source: '都市計画課',
		results: '318 329 341 362 370p',
		kouki: { measure: '2-6', final: 'R12 350', direction: 'decrease', policies: [3] }
	},
	{
		name: '運転免許を返納した人への支援の利用者数',
		unit: '人',
		department: 'shimin',
		accumulation: 'annual',
		definition: '返納者へのバス・タクシー券の交付者数。',
		source: '市民課',
		results: '88 94 101 97 104',
		kouki: { measure: '2-7', final: 'R12 130', policies: [3] }
	},
	{
		name: '防犯カメラの設置数（累計）',
		unit: '台',
		department: 'shimin',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '市が設置又は設置を補助した防犯カメラの累計。',
		source: '市民課',
		card: ['設置の台帳の通し番号。', '移設したものは数えない。'],
		results: '64 71 80 92 109',
		kouki: { measure: '2-7', final: 'R12 160' }
	}
];
