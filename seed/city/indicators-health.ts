/** 〈保健福祉〉: invented samples. 健康推進課 holds exactly fifteen of them. */
import type { IndicatorSource } from './sources.ts';

export const healthIndicators: readonly IndicatorSource[] = [
	{
		name: '特定健康診査の受診率',
		unit: '%',
		department: 'kenko',
		confirmedIn: 11,
		definition: '国民健康保険に加入する40〜74歳のうち、特定健康診査を受けた人の割合。',
		formula: '受診者数 ÷ 対象者数 × 100',
		source: '国民健康保険 法定報告',
		ratio: ['特定健康診査の受診者数', '特定健康診査の対象者数'],
		figures: { R5: ['2127', '5240'], R6: ['2156', '5120'] },
		card: [
			'7月は健診システムの速報で入れ、11月の法定報告が出たら確定に直す。',
			'年度途中の加入・脱退者は分母から除く。人間ドックの結果提供分を足し忘れない。'
		],
		results: '39.0 38.9 40.6 42.1 37.9p',
		remarks: {
			R4: [
				'感染症の流行で集団健診を3日間中止したため。',
				'中止した日の予約者の6割が再予約していない。',
				'予備日を2日設け、電話で再予約を案内する。'
			],
			R5: [
				'未受診者への通知を年2回に増やしたが、40・50代の受診が伸びなかった。',
				'働く世代の平日受診が難しい。',
				'土曜日の集団健診を1回追加する。'
			],
			R7: [
				'集団健診の会場が5か所から3か所に減った。',
				'栗橋地区・唐丹地区から会場までの移動手段がない。',
				'11月に休日健診を4回追加する。'
			]
		},
		zenki: {
			measure: '1-1',
			base: 'R1 38.2',
			mid: 'R7 46.0',
			final: 'R10 50.0',
			targets: '39.5 41.0 42.0 44.0 46.0',
			moved: ['R4>R6 46.0'],
			movedBecause: '集団健診の中止の影響を見込み、令和6年度の目標を見直した。',
			policies: [2]
		},
		kouki: { measure: '1-1', mid: 'R10 50.0', final: 'R12 52.0', policies: [2] }
	},
	{
		name: '健康相談の延べ利用者数',
		unit: '人',
		department: 'kenko',
		accumulation: 'annual',
		definition: '市の窓口・電話・訪問で受けた健康相談の延べ人数。教室の参加者は含めない。',
		source: '健康推進課 月報',
		card: [
			'月報の「相談」欄を4月から3月まで足す。栗橋・唐丹の出張分は保健師の日誌から拾う（別シート）。',
			'オンライン相談は令和5年度から含めている。'
		],
		results: '1764 1902 2115 2340 2418',
		r7: 'd',
		remarks: {
			R6: [
				'出張相談の回数を月2回に増やしたため。',
				'相談者の7割が65歳以上に偏っている。',
				'職場への出張相談を試行する。'
			]
		},
		zenki: {
			measure: '1-1',
			base: 'R1 1688',
			final: 'R7 2400',
			targets: '1700 1850 2050 2250 2400',
			policies: [2],
			districts: ['kurihashi', 'toni']
		},
		kouki: { measure: '1-1', final: 'R12 2800', policies: [2] }
	},
	{
		name: '自殺死亡率（10万人当たり）',
		unit: '人',
		department: 'kenko',
		confirmedIn: 6,
		measured: '暦年（1〜12月）',
		tolerance: '1.0',
		definition: '人口10万人当たりの自殺による死亡者数。',
		formula: '自殺者数 ÷ 人口 × 100,000',
		source: '厚生労働省 人口動態統計',
		card: [
			'県の地域保健課から6月に届く概数表の「釜石」の行を使う。',
			'警察庁統計（発見地）と値が違う。必ず人口動態統計（住所地）を使う。'
		],
		results: '21.6 22.4 19.8 20.1 _',
		remarks: {
			R4: [
				'働き盛りの男性の自殺者が増えたため。',
				'相談窓口が平日日中に限られている。',
				'夜間の電話相談を月4回設ける。'
			],
			R6: [
				'高齢者の単身世帯での自殺が続いたため。',
				'見守り活動と医療の連携が弱い。',
				'民生委員を対象にゲートキーパー研修を行う。'
			]
		},
		zenki: {
			measure: '1-7',
			base: 'H30 23.5',
			final: 'R7 18.0',
			targets: '22.5 21.5 20.5 19.0 18.0',
			direction: 'decrease'
		},
		kouki: { measure: '1-7', base: 'R6 20.1', final: 'R12 15.0', direction: 'decrease' }
	},
	{
		name: '健康づくり教室の参加者数',
		unit: '人',
		department: 'kenko',
		accumulation: 'annual',
		confirmedIn: 11,
		definition: '運動・栄養・口腔の各教室に参加した実人数。',
		source: '健康推進課 事業実績報告',
		card: [
			'教室ごとの名簿をまとめ、氏名と生年月日で重複を除く。委託分の名簿は11月に届く。',
			'延べ人数ではなく実人数。'
		],
		results: '588 640 702 688 …',
		r7: 'd',
		remarks: {
			R6: [
				'委託先の指導員の退職で秋の教室を2回休んだため。',
				'指導員が1名しかいない。',
				'運動指導の委託先を2者に増やす。'
			]
		},
		zenki: { measure: '1-1', base: 'R1 560', final: 'R7 750', targets: '590 630 680 720 750', policies: [2] }
	},
	{
		name: '乳がん検診の受診率',
		unit: '%',
		department: 'kenko',
		definition: '40歳以上の女性のうち、過去2年間に市の乳がん検診を受けた人の割合。',
		formula: '2年間の受診者数 ÷ 対象者数 × 100',
		source: '地域保健・健康増進事業報告',
		card: [
			'検診機関の実績一覧（2年分）を足し、2年連続の受診者を引く。',
			'分母は40歳以上の対象者数。住民基本台帳の女性人口そのものではない。'
		],
		results: '29.8 31.0 33.3 34.9 36.4',
		r7: 'r',
		returned: '分母は40歳以上の対象者数ですか',
		zenki: {
			measure: '1-1',
			base: 'R1 29.4',
			final: 'R7 36.0',
			targets: '30.0 31.5 33.0 34.5 36.0',
			policies: [2]
		},
		kouki: { measure: '1-1', base: 'R6 34.9', final: 'R12 42.0' }
	},
	{
		name: '食育ボランティアの登録者数（累計）',
		unit: '人',
		department: 'kenko',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '食生活改善推進員など、市に登録した食育ボランティアの人数の累計。',
		source: '健康推進課 登録台帳',
		card: [
			'登録台帳の通し番号を数える。退会者も累計からは引かない。',
			'養成講座の修了者と登録者は一致しない。'
		],
		results: '45 48 52 55 57',
		r7: 'd',
		zenki: { measure: '1-1', base: 'R1 42', final: 'R7 58', targets: '44 47 51 55 58' }
	},
	{
		name: '週1回以上運動する市民の割合',
		unit: '%',
		department: 'kenko',
		tolerance: '3.0',
		definition: '「週1回以上、30分以上の運動をしている」と答えた市民の割合。',
		source: '健康に関する市民アンケート（18歳以上1,000人）',
		card: [
			'アンケート問7の「週1回」「週2〜3回」「ほぼ毎日」を足す。無回答は分母から除く。',
			'令和3年度までは郵送のみ、令和4年度からはウェブ回答も含む。'
		],
		results: '38.4 40.3 42.0 44.2 44.3',
		zenki: {
			measure: '1-1',
			base: 'R2 36.1',
			final: 'R7 45.0',
			targets: '38.0 40.0 41.5 43.0 44.5',
			policies: [2, 9]
		},
		kouki: { measure: '1-1', mid: 'R10 48.0', final: 'R12 50.0', policies: [2, 9] }
	},
	{
		name: '65歳健康寿命（男性）',
		unit: '年',
		department: 'kenko',
		confirmedIn: 12,
		measured: '前々年の暦年',
		definition: '65歳の男性が、要介護2以上にならずに過ごす平均年数。',
		source: '県 健康寿命算定結果',
		card: [
			'県の公表（例年12月）を待つ。7月の照会では未把握で出してよい。',
			'国の「健康寿命」とは算定方法が違う。'
		],
		late: { R6: '…' },
		results: '17.1 17.2 17.4 17.6 …',
		zenki: {
			measure: '1-1',
			base: 'H30 16.9',
			final: 'R7 17.8',
			targets: '17.0 17.2 17.4 17.6 17.8',
			policies: [2]
		},
		kouki: { measure: '1-1', base: 'R6 17.6', final: 'R12 18.6', policies: [2] }
	},
	{
		name: '65歳健康寿命（女性）',
		unit: '年',
		department: 'kenko',
		confirmedIn: 12,
		measured: '前々年の暦年',
		definition: '65歳の女性が、要介護2以上にならずに過ごす平均年数。',
		source: '県 健康寿命算定結果',
		card: ['男性と同じ表の右列。12月まで待つ。', '男女の列を取り違えやすい。女性の方が3年ほど長い。'],
		results: '20.3 20.4 20.4 20.6 …',
		r7: 's',
		zenki: {
			measure: '1-1',
			base: 'H30 20.1',
			final: 'R7 20.9',
			targets: '20.2 20.4 20.6 20.8 20.9',
			policies: [2]
		},
		kouki: { measure: '1-1', base: 'R6 20.6', final: 'R12 21.4', policies: [2] }
	},
	{
		name: '大腸がん検診の受診率',
		unit: '%',
		department: 'kenko',
		definition: '40歳以上の対象者のうち、大腸がん検診を受けた人の割合。',
		formula: '受診者数 ÷ 対象者数 × 100',
		source: '地域保健・健康増進事業報告',
		card: [
			'検診システムの年間集計表から。容器を配っただけの人は受診者に入れない。',
			'個別検診の請求は4月末締めなので、5月に入ってから集計する。'
		],
		results: '24.6 25.1 25.8 26.0 26.3',
		r7: 's',
		remarks: {
			R5: [
				'郵送した容器のうち提出が5割だったため。',
				'提出の場所が保健センターだけである。',
				'薬局での提出を受け付ける。'
			],
			R4: [
				'容器の配布を健診の会場に限ったため。',
				'会場に来ない人に届いていない。',
				'対象者に容器を郵送する。'
			],
			R6: [
				'容器の回収率が8割にとどまったため。',
				'提出日が平日午前に限られている。',
				'商業施設で回収する日を設ける。'
			],
			R7: [
				'未提出者への再案内が年1回にとどまったため。',
				'60歳未満の受診率が18%と低い。',
				'検診の案内に返信用封筒を同封する。'
			]
		},
		zenki: {
			measure: '1-1',
			base: 'R1 24.0',
			final: 'R7 30.0',
			targets: '25.0 26.2 27.5 28.8 30.0',
			policies: [2]
		}
	},
	{
		name: '特定保健指導の実施率',
		unit: '%',
		department: 'kenko',
		definition: '特定保健指導の対象者のうち、指導を終了した人の割合。',
		formula: '終了者数 ÷ 対象者数 × 100',
		source: '国民健康保険 法定報告',
		card: [
			'指導台帳で3か月後の評価まで終わった人を数える。',
			'年度をまたいで終わる人は、終わった年度に数える。'
		],
		results: '31.5 34.0 33.1 38.8 _',
		remarks: {
			R5: [
				'保健師1名の育児休業で面談の枠が減ったため。',
				'面談から評価までに離脱する人が2割いる。',
				'オンライン面談を取り入れる。'
			]
		},
		zenki: {
			measure: '1-1',
			base: 'R1 28.7',
			final: 'R7 45.0',
			targets: '31.0 34.5 38.0 41.5 45.0',
			policies: [2]
		}
	},
	{
		name: '3歳児健康診査の受診率',
		unit: '%',
		department: 'kenko',
		contributors: ['kodomo'],
		definition: '対象となる3歳児のうち、健康診査を受けた子どもの割合。',
		formula: '受診者数 ÷ 対象者数 × 100',
		source: '健康推進課 母子保健台帳',
		card: [
			'月ごとの健診結果票の受診者を足し、転入者を加える。',
			'延期して翌年度に受けた子は、受けた年度で数える。'
		],
		results: '97.4 98.6 98.0 98.9 98.3',
		zenki: {
			measure: '1-2',
			base: 'R1 98.1',
			final: 'R7 98.0',
			targets: '98.0 98.0 98.0 98.0 98.0',
			goal: 'keep',
			policies: [1]
		},
		kouki: { measure: '1-2', base: 'R6 98.9', final: 'R12 98.0', goal: 'keep', policies: [1] }
	},
	{
		name: '3歳児でむし歯のない子どもの割合',
		unit: '%',
		department: 'kenko',
		definition: '3歳児歯科健診を受けた子どものうち、むし歯のない子どもの割合。',
		source: '健康推進課 歯科健診結果',
		card: ['歯科健診票の「O型」を数え、受診者数で割る。', '治療済みの歯もむし歯あり（A型）に入る。'],
		results: '79.2 81.5 83.6 85.8 86.9',
		r7: 's',
		zenki: {
			measure: '1-1',
			base: 'R1 77.4',
			final: 'R7 88.0',
			targets: '79.5 81.5 83.5 86.0 88.0',
			policies: [8]
		}
	},
	{
		name: '脳血管疾患の年齢調整死亡率（10万人当たり）',
		unit: '人',
		department: 'kenko',
		confirmedIn: 12,
		measured: '暦年（1〜12月）',
		definition: '年齢構成をそろえた人口10万人当たりの脳血管疾患による死亡者数。',
		source: '県 保健福祉年報',
		card: [
			'保健福祉年報の第32表。粗死亡率の列ではない。',
			'基準人口が令和5年に変わったが、年報は遡って計算し直している。'
		],
		results: '128.4 121.7 117.9 112.6 _',
		zenki: {
			measure: '1-1',
			base: 'R1 132.5',
			final: 'R7 105.0',
			targets: '127.0 122.0 116.0 110.0 105.0',
			direction: 'decrease',
			policies: [2]
		},
		kouki: { measure: '1-1', base: 'R6 112.6', final: 'R12 95.0', direction: 'decrease', policies: [2] }
	},
	{
		name: '健康チャレンジポイントの登録者数（累計）',
		unit: '人',
		department: 'kenko',
		accumulation: 'cumulative',
		cumulativeEntry: 'amount',
		definition: '健康チャレンジポイントに登録した市民の人数の累計。',
		source: '健康チャレンジポイント管理画面',
		card: [
			'管理画面の「新規登録」を年度で絞り込んだ件数を入れる。累計は自動で足される。',
			'試験登録（職員）の12件は除く。'
		],
		results: '410 905 1480 2034 2511',
		proxy: true,
		zenki: {
			measure: '1-1',
			base: 'R2 0',
			final: 'R7 2500',
			targets: '400 900 1400 2000 2500',
			policies: [2]
		},
		kouki: { measure: '1-1', final: 'R12 4000', policies: [2] }
	},
	{
		name: '待機児童数',
		unit: '人',
		department: 'kodomo',
		formerly: ['kosodate', '2024-03-31'],
		measured: '4月1日現在',
		definition: '保育所等の利用を申し込み、要件を満たしながら利用できない児童の数。',
		source: '保育所等利用待機児童数調査',
		card: ['翌年度4月1日現在の国への報告値を使う。', '10月1日現在の値（毎年増える）と間違えない。'],
		results: '3 2 0 0 0',
		zenki: {
			measure: '1-2',
			base: 'R1 6',
			final: 'R7 0',
			targets: '4 2 1 0 0',
			direction: 'decrease',
			policies: [1, 8]
		},
		kouki: {
			measure: '1-8',
			base: 'R6 0',
			final: 'R12 0',
			direction: 'decrease',
			goal: 'keep',
			policies: [1, 8]
		}
	},
	{
		name: 'ファミリーサポート会員数（累計）',
		unit: '人',
		department: 'kodomo',
		formerly: ['kosodate', '2024-03-31'],
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: 'ファミリーサポートセンターに登録した依頼会員・提供会員・両方会員の累計。',
		source: 'ファミリーサポートセンター 年次報告',
		card: ['センターの年次報告の3月末の会員番号の最終番号。', '両方会員を2人と数えない。'],
		results: '158 171 180 188 196',
		remarks: {
			R5: [
				'提供会員の講習会を年1回しか開けなかったため。',
				'依頼が夕方に集中し、引き受け手が足りない。',
				'講習会を年2回とし、動画受講も認める。'
			],
			R7: [
				'提供会員の高齢化で新規の登録が伸びなかったため。',
				'提供会員の6割が60歳以上である。',
				'大学生と企業の従業員に登録を呼びかける。'
			]
		},
		zenki: {
			measure: '1-2',
			base: 'R2 142',
			final: 'R7 260',
			targets: '160 180 195 210 235',
			moved: ['R3>R5 210', 'R4>R5 210', 'R4>R6 230', 'R5>R7 260'],
			movedBecause: '出生数の減少により、見込んだ会員の増加が得られないため。',
			policies: [1, 8],
			revised: {
				from: 'R7',
				final: '235',
				reason: '出生数の減少を踏まえ、最終目標を引き下げた。',
				decidedOn: '2025-03-18'
			}
		}
	},
	{
		name: '地域の通いの場の数',
		unit: '箇所',
		department: 'korei',
		definition: '住民が主体となり、月1回以上体操や交流を行う場の数。',
		source: '介護予防事業報告',
		card: ['生活支援コーディネーターの一覧を3月末で数える。', '休止中の場は除き、備考に書く。'],
		results: '45 48 52 55 _',
		remarks: {
			R4: [
				'感染症の影響で5か所が休止したため。',
				'世話人の後継者がいない。',
				'体操サポーターの養成講座を開く。'
			]
		},
		zenki: {
			measure: '1-3',
			base: 'R1 41',
			final: 'R7 62',
			targets: '45 50 54 58 62',
			policies: [2],
			districts: ['kosano', 'kasshi', 'unosumai']
		},
		kouki: { measure: '1-3', final: 'R12 70', policies: [2] },
		byDistrict: {
			kamaishi: '9',
			heita: '6',
			nakazuma: '7',
			kasshi: '9',
			kosano: '11',
			unosumai: '6',
			kurihashi: '3',
			toni: '4'
		}
	},
	{
		name: '要介護認定率',
		unit: '%',
		department: 'korei',
		contributors: ['hokatsu'],
		definition: '65歳以上の第1号被保険者のうち、要介護・要支援の認定を受けた人の割合。',
		formula: '認定者数 ÷ 第1号被保険者数 × 100',
		source: '介護保険事業状況報告（3月末）',
		card: ['国の月報3月分の表。第2号被保険者は除く。', '県の公表値は調整後の率なので使わない。'],
		results: '20.4 20.6 20.9 21.2 21.4',
		r7: 'h',
		zenki: {
			measure: '1-3',
			base: 'R1 20.3',
			final: 'R7 21.0',
			targets: '21.0 21.0 21.0 21.0 21.0',
			direction: 'decrease',
			goal: 'keep',
			policies: [2]
		},
		kouki: { measure: '1-3', base: 'R6 21.2', final: 'R12 21.5', direction: 'decrease', goal: 'keep' }
	},
	{
		name: '認知症サポーターの養成者数（累計）',
		unit: '人',
		department: 'hokatsu',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '認知症サポーター養成講座を受講した人数の累計。',
		source: '地域包括ケア推進課 講座実績',
		card: ['キャラバン・メイト連絡協議会への報告書の累計欄を写す。', '学校の講座は年度末にまとめて届く。'],
		results: '5120 5410 5766 6090 6380',
		zenki: { measure: '1-3', base: 'R1 4630', final: 'R7 6300', targets: '5100 5400 5700 6000 6300' }
	},
	{
		name: '障害者雇用率',
		unit: '%',
		department: 'fukushi',
		contributors: ['shoko'],
		confirmedIn: 12,
		measured: '6月1日現在',
		limits: '0 -',
		definition: '管内の対象企業で雇用されている障がい者の割合。',
		formula: '雇用障害者数（換算） ÷ 常用労働者数 × 100',
		source: '労働局 障害者雇用状況の集計結果',
		card: ['ハローワークから12月に届く管内の集計。', '短時間の人は0.5人と数える。自分で数え直さない。'],
		results: '2.24 2.27 2.31 2.38 2.41f',
		zenki: {
			measure: '1-4',
			base: 'R1 2.18',
			final: 'R7 2.30',
			targets: '2.20 2.24 2.27 2.36 2.50',
			moved: ['R4>R6 2.30', 'R5>R6 2.30', 'R5>R7 2.30'],
			movedBecause: '法定雇用率の引上げ（2.5%）に合わせた。',
			revised: {
				from: 'R6',
				final: '2.50',
				reason: '法定雇用率が令和6年4月から2.5%に引き上げられたため。',
				decidedOn: '2024-03-19'
			}
		},
		kouki: { measure: '1-4', final: 'R12 2.70' }
	},
	{
		name: '福祉施設から一般就労した人数',
		unit: '人',
		department: 'fukushi',
		accumulation: 'annual',
		definition: '就労系サービスの利用を終えて一般就労した人数。',
		source: '障がい福祉計画 実績調査',
		card: [
			'市内6事業所に電話で聞き取る。市外の事業所の利用者は支給決定台帳で補う。',
			'1年以内に離職した人も、その年度の人数に入れる。'
		],
		results: '4 6 5 3 4',
		remarks: {
			R5: [
				'実習先の企業が2社減ったため。',
				'実習先が製造業に偏っている。',
				'介護・小売の事業所に実習の受入れを依頼する。'
			],
			R6: [
				'就労移行支援事業所が1か所閉じたため。',
				'支援員が不足している。',
				'圏域の事業所と合同で実習を行う。'
			],
			R7: [
				'就労後の定着支援に人手を割き、新規の就職が伸びなかったため。',
				'求人の職種と希望が合わない。',
				'職場体験の期間を1週間から2週間に延ばす。'
			]
		},
		zenki: { measure: '1-4', base: 'R1 4', final: 'R7 8', targets: '5 6 7 7 8' }
	},
	{
		name: '地域福祉計画に基づく重層的支援体制の整備',
		unit: '段階',
		department: 'fukushi',
		definition: '属性を問わない相談支援の体制の整備の段階。',
		source: '地域福祉課',
		card: ['国への実施計画の提出状況で判断する。', '「試行」は移行準備事業の採択をいう。'],
		results: '未着手 検討 検討 試行 試行',
		remarks: {
			R5: [
				'関係課の役割の調整に時間がかかったため。',
				'相談の受け皿が課ごとに分かれている。',
				'連携会議を毎月開く。'
			]
		},
		zenki: {
			measure: '1-5',
			base: 'R2 未着手',
			final: 'R7 実施',
			targets: '未着手 検討 試行 試行 実施',
			direction: 'stage',
			stages: ['未着手', '検討', '試行', '実施']
		}
	},
	{
		name: '市内の医師数（人口10万人当たり）',
		unit: '人',
		department: 'hokatsu',
		surveyYears: [2018, 2020, 2022, 2024],
		confirmedIn: 12,
		measured: '12月31日現在',
		definition: '市内の医療施設に従事する医師の数。',
		source: '医師・歯科医師・薬剤師統計',
		card: ['2年に1度の統計。調査のない年は「調査なし」で出す。', '公表は翌々年の3月。速報はない。'],
		results: 'n 176.8 n 179.4 n',
		zenki: { measure: '1-6', base: 'H30 172.3', final: 'R7 182.0', targets: '－ 176.0 － 180.0 182.0' },
		kouki: { measure: '1-6', base: 'R6 179.4', final: 'R12 185.0' }
	},
	{
		name: 'ゲートキーパー養成研修の受講者数',
		unit: '人',
		department: 'fukushi',
		accumulation: 'annual',
		definition: '自殺対策のゲートキーパー養成研修を受けた人数。5年間の合計を目標とする。',
		source: '地域福祉課 研修実績',
		card: ['研修ごとの受付簿を足す。2回目以降の受講者も数える。', '職員研修は別に数えるので入れない。'],
		results: '96 118 121 135 142',
		zenki: { measure: '1-7', base: 'R1 80', final: 'R7 600', period: 'R3 R7 600', baselineUse: 'reference' }
	},
	// 後期 from here
	{
		name: 'オンライン診療を実施する医療機関数',
		unit: '機関',
		department: 'hokatsu',
		definition: '市内でオンライン診療を届け出た病院・診療所の数。',
		source: '東北厚生局 届出一覧',
		card: ['厚生局の一覧（4月1日現在）で所在地が市内のものを数える。', '歯科は含めない。'],
		results: '2 3 5 6 8',
		kouki: { measure: '1-6', final: 'R12 14' }
	},
	{
		name: '国民健康保険の1人当たり医療費',
		unit: '千円',
		department: 'kokuho',
		confirmedIn: 10,
		definition: '国民健康保険の被保険者1人当たりの医療費。',
		source: '国民健康保険事業年報',
		card: ['事業年報C表の1人当たりの費用額。円を千円に四捨五入する。', '療養費を含む列を使う。'],
		results: '402 415 428 437 444p',
		kouki: { measure: '1-1', final: 'R12 460', direction: 'decrease', goal: 'keep', policies: [2] }
	},
	{
		name: '産後ケアの利用率',
		unit: '%',
		department: 'kodomo',
		definition: '出産した人のうち産後ケア事業を利用した人の割合。',
		source: 'こども家庭課',
		card: ['利用申請の実人数を出生届の件数で割る。', '里帰り先での利用も含める。'],
		results: 'na na 12.5 18.2 22.6',
		kouki: { measure: '1-8', final: 'R12 40.0', policies: [1, 8] }
	},
	{
		name: 'こどもの意見を聴いた市の計画・事業の数（累計）',
		unit: '件',
		department: 'kodomo',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: 'こどもから直接意見を聴いて定めた計画・事業の数の累計。',
		source: 'こども家庭課 庁内照会',
		results: 'na na na 2 4',
		kouki: { measure: '1-8', final: 'R12 20', policies: [8] }
	},
	{
		name: '子育てしやすいまちだと思う保護者の割合',
		unit: '%',
		department: 'kodomo',
		tolerance: '3.5',
		surveyYears: [2022, 2024, 2026, 2028, 2030],
		definition: '子育てしやすいまちだと思うと答えた保護者の割合。',
		source: '子育て世帯アンケート（就学前・小学生の保護者）',
		card: ['「そう思う」「どちらかといえばそう思う」を足す。', '2年に1度の調査。'],
		results: 'n 61.2 n 63.5 n',
		kouki: { measure: '1-8', base: 'R6 63.5', final: 'R12 70.0', policies: [1, 8] }
	},
	{
		name: '認知症カフェの開催箇所数',
		unit: '箇所',
		department: 'hokatsu',
		definition: '年4回以上開催した認知症カフェの数。',
		source: '地域包括ケア推進課',
		results: '3 3 4 5 6',
		kouki: { measure: '1-3', final: 'R12 8' }
	},
	{
		name: '介護職員の充足率',
		unit: '%',
		department: 'korei',
		tolerance: '2.0',
		definition: '市内の介護事業所の必要数に対する職員数の割合。',
		source: '介護人材実態調査',
		card: ['10月の事業所調査の常勤換算の値。', '回答のない事業所は前年の値で補う。'],
		results: '91.4 90.8 90.1 89.5 89.9',
		kouki: { measure: '1-3', final: 'R12 95.0', policies: [4] }
	},
	{
		name: '個別避難計画の作成率（福祉部門分）',
		unit: '%',
		department: 'fukushi',
		definition: '避難行動要支援者のうち個別避難計画を作った人の割合。',
		source: '要支援者台帳',
		card: ['台帳の「作成済」を同意者数で割る。', '分母は名簿の同意者。名簿登載者全員ではない。'],
		results: '8.4 12.0 19.5 27.3 35.1',
		kouki: { measure: '1-5', final: 'R12 80.0', policies: [10] }
	},
	{
		name: '民生委員・児童委員の充足率',
		unit: '%',
		department: 'fukushi',
		definition: '定数に対する民生委員・児童委員の人数の割合。',
		source: '県 民生委員台帳',
		results: '96.2 95.4 94.6 93.8 93.8',
		kouki: { measure: '1-5', final: 'R12 97.0' }
	},
	{
		name: 'グループホームの定員数',
		unit: '人',
		department: 'fukushi',
		definition: '障がいのある人のためのグループホームの定員の合計。',
		source: '県 指定事業所一覧',
		results: '88 92 92 98 102',
		kouki: { measure: '1-4', final: 'R12 120' }
	},
	{
		name: '健康経営に取り組む事業所数（累計）',
		unit: '事業所',
		department: 'kokuho',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '協会けんぽの健康宣言事業所など、健康経営に取り組む市内の事業所の累計。',
		source: '協会けんぽ 岩手支部',
		card: ['支部の一覧から本社が市内のものを拾う。', '認定の更新は新規に数えない。'],
		results: '14 19 26 33 41',
		kouki: { measure: '1-1', final: 'R12 80', policies: [2, 4] }
	}
];
