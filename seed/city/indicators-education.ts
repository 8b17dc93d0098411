/** 〈教育文化〉: invented samples. */
import type { IndicatorSource } from './sources.ts';

export const educationIndicators: readonly IndicatorSource[] = [
	{
		name: '全国学力・学習状況調査で全国平均以上の学校の数',
		unit: '校',
		department: 'gakko',
		confirmedIn: 8,
		definition: '国語・算数（数学）とも全国の平均正答率以上だった小中学校の数。',
		source: '全国学力・学習状況調査',
		card: ['7月末に学校へ返る結果を指導係で集計する。', '少人数の学校があるので学校名は出さない。'],
		results: '4 5 5 6 6',
		remarks: {
			R7: [
				'算数・数学の図形の領域で正答率が下がったため。',
				'少人数の学年で年ごとの差が大きい。',
				'小中合同の授業研究会を開く。'
			],
			R5: [
				'数学の記述の問題の無解答が多かったため。',
				'家庭での学習の時間が短い。',
				'授業の終わりに書いてまとめる時間を設ける。'
			]
		},
		zenki: {
			measure: '4-1',
			base: 'R1 4',
			final: 'R7 8',
			targets: '4 5 6 7 8',
			moved: ['R3>R5 7', 'R4>R5 7'],
			movedBecause: '児童生徒数の減少により、年ごとの変動が大きくなったため。',
			policies: [7, 8],
			components: [
				{
					code: '1',
					name: '国語',
					target: '8',
					results: { 2021: '5', 2022: '6', 2023: '6', 2024: '7', 2025: '8' }
				},
				{
					code: '2',
					name: '算数・数学',
					target: '8',
					results: { 2021: '4', 2022: '5', 2023: '5', 2024: '6', 2025: '6' }
				}
			]
		},
		kouki: { measure: '4-1', base: 'R6 6', final: 'R12 9', policies: [8] }
	},
	{
		name: '学校が楽しいと答えた児童生徒の割合',
		unit: '%',
		department: 'gakko',
		tolerance: '2.0',
		definition: '「学校に行くのは楽しい」と答えた児童生徒の割合。',
		source: '全国学力・学習状況調査（質問調査）',
		card: [
			'質問調査の「当てはまる」「どちらかといえば」を足す。',
			'小6と中3の人数で加重平均する。単純平均ではない。'
		],
		results: '82.1 83.4 83.0 84.2 85.5',
		zenki: {
			measure: '4-1',
			base: 'R1 81.5',
			final: 'R7 85.0',
			targets: '82.0 83.0 84.0 84.5 85.0',
			policies: [8]
		},
		kouki: { measure: '4-1', final: 'R12 88.0', policies: [8] }
	},
	{
		name: '不登校児童生徒の割合',
		unit: '%',
		department: 'gakko',
		confirmedIn: 10,
		definition: '年間30日以上、病気等によらず欠席した児童生徒の割合。',
		source: '児童生徒の問題行動等調査',
		card: ['国の調査の回答（7月）の値。県の確認で変わることがある。', '別室登校は出席として数える。'],
		results: '2.1 2.6 3.1 3.4 3.3p',
		returned: '別室登校を欠席に含めていませんか。内訳を添えてください。',
		r7: 'r',
		remarks: {
			R3: [
				'休校の後に登校しづらくなった児童生徒が増えたため。',
				'相談の入口が学校に限られている。',
				'相談員の家庭訪問を始める。'
			],
			R4: [
				'感染症による生活の乱れが続いたため。',
				'初期の支援が担任に任されている。',
				'欠席3日で支援の会議を開く。'
			],
			R5: [
				'低学年の不登校が増えたため。',
				'就学前との引継ぎが足りない。',
				'園と小学校の連絡会を年3回にする。'
			],
			R6: [
				'中学校の支援員が足りなかったため。',
				'校内の居場所が2校に限られている。',
				'全中学校に校内教育支援センターを置く。'
			],
			R7: [
				'新たな不登校は減ったが、長期の欠席が続いたため。',
				'学校以外の学びの場が市街地に限られている。',
				'オンラインの学習支援を始める。'
			]
		},
		zenki: {
			measure: '4-1',
			base: 'R1 1.8',
			final: 'R7 1.8',
			targets: '1.8 1.8 1.8 1.8 1.8',
			direction: 'decrease',
			goal: 'keep',
			policies: [8]
		},
		kouki: { measure: '4-1', base: 'R6 3.4', final: 'R12 2.5', direction: 'decrease', policies: [8] }
	},
	{
		name: '授業でICTを毎日使う学級の割合',
		unit: '%',
		department: 'gakko',
		definition: '端末を授業で毎日使う学級の割合。',
		source: '学校教育の情報化調査',
		card: ['3月の学校への照会の回答。', '特別支援学級も1学級と数える。'],
		results: '38.0 56.0 71.0 82.0 90.0',
		zenki: {
			measure: '4-2',
			base: 'R2 12.0',
			final: 'R7 90.0',
			targets: '35.0 50.0 65.0 80.0 90.0',
			policies: [7]
		}
	},
	{
		name: '学校施設の長寿命化改修の進捗',
		unit: '段階',
		department: 'kyoikusomu',
		definition: '対象の4校の長寿命化改修の段階。',
		source: '教育総務課',
		results: '未着手 着手 着手 策定中 策定',
		card: ['計画の決裁の日で段階を決める。', '工事の進みではなく計画の段階。'],
		zenki: {
			measure: '4-2',
			base: 'R2 未着手',
			final: 'R7 策定',
			targets: '未着手 着手 策定中 策定中 策定',
			direction: 'stage',
			stages: ['未着手', '着手', '策定中', '策定']
		}
	},
	{
		name: '公民館等の講座の参加者数',
		unit: '人',
		department: 'shogai',
		accumulation: 'annual',
		definition: '公民館等の講座に参加した延べ人数。',
		source: '生涯学習課 講座実績',
		card: ['8つの生活応援センターの講座の実績を足す。', '貸館の利用者は含めない。'],
		results: '5210 6480 7390 7950 8320',
		zenki: { measure: '4-3', base: 'R2 4120', final: 'R7 8000', targets: '5000 6000 7000 7500 8000' },
		kouki: { measure: '4-3', final: 'R12 9500' }
	},
	{
		name: '図書館の貸出冊数',
		unit: '冊',
		department: 'shogai',
		accumulation: 'annual',
		definition: '市立図書館と移動図書館車の貸出冊数。',
		source: '図書館システム',
		card: ['図書館システムの年間統計。', '電子書籍の貸出しは別に数える。'],
		results: '118400 121900 123800 125100 113600',
		remarks: {
			R7: [
				'空調の改修で7〜9月に休館したため。',
				'休館中の代わりの窓口が1か所だけだった。',
				'再開に合わせ、学校への団体貸出しを始める。'
			]
		},
		zenki: {
			measure: '4-4',
			base: 'R1 117200',
			final: 'R7 128000',
			targets: '118000 120500 123000 125500 128000'
		},
		kouki: { measure: '4-4', base: 'R6 125100', final: 'R12 130000' }
	},
	{
		name: '読書が好きな小学生の割合',
		unit: '%',
		department: 'shogai',
		tolerance: '3.0',
		definition: '「読書が好き」と答えた小学生の割合。',
		source: '学校読書調査',
		card: ['5月の調査。4〜6年生だけの値。', '前の年は3年生を含めていたので比べない。'],
		results: '71.4 72.0 73.1 74.0 74.4',
		r7: 'd',
		zenki: { measure: '4-4', base: 'R1 70.2', final: 'R7 76.0', targets: '71.0 72.5 73.5 75.0 76.0' }
	},
	{
		name: '市民文化祭・芸術鑑賞の参加者数',
		unit: '人',
		department: 'bunka',
		formerly: ['shogai', '2024-03-31'],
		accumulation: 'annual',
		definition: '市民文化祭と市の鑑賞事業の参加者数。',
		source: '文化振興課 事業報告',
		card: ['催しの入場者を足す。出演者も数える。', '指定管理者の自主事業は除く。'],
		results: '4280 6150 8240 9310 9720',
		remarks: {
			R3: [
				'公演の4つを中止し、文化祭を展示だけとしたため。',
				'発表の場を失った団体がある。',
				'公演を録画し、配信する。'
			],
			R4: ['感染症対策で座席を半分にしたため。', '若い世代の参加が少ない。', '学校との共同の公演を行う。']
		},
		zenki: {
			measure: '4-5',
			base: 'R1 9100',
			final: 'R7 10000',
			targets: '5000 7000 8000 9000 10000',
			baselineUse: 'reference'
		},
		kouki: { measure: '4-5', base: 'R6 9310', final: 'R12 11000' }
	},
	{
		name: '橋野鉄鉱山の来訪者数',
		unit: '人',
		department: 'bunka',
		accumulation: 'annual',
		definition: '橋野鉄鉱山インフォメーションセンターの来館者数。',
		source: 'インフォメーションセンター 日報',
		card: ['4月から12月の開館の日報を足す。', '学校の団体は引率も数える。'],
		results: '4120 5260 6030 6390 _',
		remarks: {
			R6: [
				'8月の大雨で県道が3週間通れなかったため。',
				'公共交通で行く手段がない。',
				'土日に釜石駅からの周遊バスを試行する。'
			]
		},
		zenki: {
			measure: '4-5',
			base: 'R1 7800',
			final: 'R7 7500',
			targets: '4000 5000 6000 6800 7500',
			baselineUse: 'reference',
			policies: [6],
			districts: ['kurihashi']
		},
		kouki: { measure: '4-5', base: 'R6 6390', final: 'R12 9000', policies: [6], districts: ['kurihashi'] }
	},
	{
		name: 'ラグビー・スポーツ大会等のスタジアム利用者数',
		unit: '人',
		department: 'sports',
		accumulation: 'annual',
		definition: 'スタジアムの大会・合宿・教室の延べ利用者数。',
		source: '指定管理者 年次報告',
		card: ['年次報告の利用区分「大会」「合宿」「教室」を足す。', '観戦者は別の指標。'],
		results: '21400 28600 35200 38900 43100',
		zenki: {
			measure: '4-6',
			base: 'R2 18200',
			final: 'R7 42000',
			targets: '21000 26000 32000 37000 42000',
			policies: [6, 9],
			districts: ['unosumai']
		},
		kouki: { measure: '4-6', final: 'R12 55000', policies: [6, 9], districts: ['unosumai'] }
	},
	{
		name: '青少年ボランティアの登録者数',
		unit: '人',
		department: 'shogai',
		definition: '青少年ボランティアに登録している中高生の人数。',
		source: '生涯学習課 登録簿',
		card: ['3月31日の登録簿。卒業する3年生も数える。', '学校単位の参加は登録ではない。'],
		results: '61 74 88 97 104',
		zenki: { measure: '4-7', base: 'R1 52', final: 'R7 100', targets: '60 70 80 90 100', policies: [8] }
	},
	// 後期 from here
	{
		name: '地域と協働した探究の授業を行う学校の割合',
		unit: '%',
		department: 'gakko',
		definition: '地域の人や企業と年3回以上の探究の授業を行う学校の割合。',
		source: '学校教育課',
		card: ['年度末の教育課程の実施報告から数える。', '見学だけの授業は含めない。'],
		results: '35.7 42.9 50.0 57.1 64.3',
		kouki: { measure: '4-1', final: 'R12 100.0', policies: [7, 8] }
	},
	{
		name: '校内教育支援センターの設置校数',
		unit: '校',
		department: 'gakko',
		definition: '校内教育支援センターを置く小中学校の数。',
		source: '学校教育課',
		results: '1 2 2 4 7',
		kouki: { measure: '4-2', final: 'R12 12', policies: [8] }
	},
	{
		name: '学校体育館の空調の設置率',
		unit: '%',
		department: 'kyoikusomu',
		definition: '小中学校の体育館のうち空調を設けた割合。',
		source: '教育総務課',
		results: '0.0 0.0 0.0 7.1 14.3',
		kouki: { measure: '4-2', final: 'R12 60.0', policies: [10] }
	},
	{
		name: '電子図書館の貸出点数',
		unit: '点',
		department: 'shogai',
		accumulation: 'annual',
		definition: '電子図書館の貸出しの点数。',
		source: '電子図書館システム',
		card: ['管理画面の月別の貸出しを足す。', '試し読みは含めない。'],
		results: 'na 2140 3860 5120 6930',
		kouki: { measure: '4-4', final: 'R12 15000', policies: [7] }
	},
	{
		name: '郷土芸能の保存団体の数',
		unit: '団体',
		department: 'bunka',
		definition: '活動している郷土芸能の保存団体の数。',
		source: '文化振興課',
		results: '28 28 27 27 27',
		kouki: { measure: '4-5', final: 'R12 27', goal: 'keep' }
	},
	{
		name: '総合型地域スポーツクラブの会員数',
		unit: '人',
		department: 'sports',
		definition: '市内の総合型地域スポーツクラブの会員数。',
		source: 'クラブ年次報告',
		results: '312 330 356 371 398',
		kouki: { measure: '4-6', final: 'R12 500', policies: [2, 9] }
	},
	{
		name: '部活動の地域展開を終えた種目の割合',
		unit: '%',
		department: 'sports',
		definition: '休日の活動を地域に移した種目の割合。',
		source: 'スポーツ推進課',
		card: ['協議会の資料の種目の一覧で数える。', '平日だけ移した種目は含めない。'],
		results: '0.0 8.3 16.7 33.3 41.7',
		kouki: { measure: '4-6', final: 'R12 100.0', policies: [8, 9] }
	},
	{
		name: '若者の居場所の延べ利用者数',
		unit: '人',
		department: 'shogai',
		accumulation: 'annual',
		definition: '若者の居場所の延べ利用者数。',
		source: '委託先 月次報告',
		results: 'na 860 1540 2210 2680',
		kouki: { measure: '4-3', final: 'R12 4500', policies: [1, 8] }
	}
];
