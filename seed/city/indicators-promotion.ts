/** 第1部 計画の推進 (協働, 連携, 行財政): invented samples. */
import type { IndicatorSource } from './sources.ts';

export const promotionIndicators: readonly IndicatorSource[] = [
	{
		name: 'まちづくり協議会の参加者数',
		unit: '人',
		department: 'machizukuri',
		accumulation: 'annual',
		definition: '地域会議とまちづくり協議会の会合に出席した延べ人数。',
		source: 'まちづくり課 開催記録',
		card: ['8地区の開催記録の出席者数を足す。職員は除く。', '書面開催の回は0人とせず、回数に入れない。'],
		results: '604 712 860 902 925',
		byDistrict: {
			kamaishi: '182',
			heita: '104',
			nakazuma: '121',
			kasshi: '139',
			kosano: '156',
			unosumai: '98',
			kurihashi: '54',
			toni: '48'
		},
		remarks: {
			R7: [
				'夏の2回を猛暑のため書面の開催に替えたため。',
				'書面の回は意見が出にくい。',
				'夏の会合を夕方に移し、オンラインの参加も受ける。'
			],
			R6: [
				'台風の接近で2地区の会合を中止したため。',
				'出席者が役員に固定している。',
				'学校の行事と同じ日に開く。'
			]
		},
		zenki: {
			measure: 's1-1',
			base: 'R1 820',
			final: 'R7 1000',
			targets: '600 720 850 940 1000',
			baselineUse: 'reference'
		},
		kouki: { measure: 's1-1', base: 'R6 902', final: 'R12 1200' }
	},
	{
		name: '市の審議会等における公募委員の割合',
		unit: '%',
		department: 'seisaku',
		definition: '審議会等の委員のうち公募による委員の割合。',
		source: '総合政策課 附属機関調査',
		card: ['4月1日現在の附属機関の名簿から数える。', '充て職の団体代表は公募に入れない。'],
		results: '8.2 8.9 9.4 10.6 11.2',
		remarks: {
			R3: [
				'委員の改選の時期が感染症の影響で翌年度に延びたため。',
				'公募の応募が定員に満たない。',
				'公募委員の登録制度を設ける。'
			]
		},
		zenki: { measure: 's1-1', base: 'R1 7.8', final: 'R7 12.0', targets: '8.5 9.5 10.0 11.0 12.0' },
		kouki: { measure: 's1-1', base: 'R6 10.6', final: 'R12 15.0' }
	},
	{
		name: '女性委員の割合',
		unit: '%',
		department: 'shimin',
		definition: '審議会等の委員に占める女性の割合。',
		source: '男女共同参画調査',
		card: ['公募委員の調査と同じ名簿で数える。', '兼職の人は審議会ごとに数える。'],
		results: '26.1 27.0 27.4 28.3 29.1',
		r7: 's',
		remarks: {
			R4: [
				'団体の代表者を充てる機関の改選が重なったため。',
				'充て職の見直しが進まない。',
				'規則を改め、代表者以外も推薦できるようにする。'
			],
			R3: [
				'改選した機関が3つにとどまったため。',
				'防災・建設の分野で女性の委員が1割に満たない。',
				'分野ごとに候補者の名簿を作る。'
			],
			R5: [
				'委員の改選が少ない年だったため。',
				'団体推薦の委員に女性が少ない。',
				'推薦の依頼文に比率の目安を示す。'
			],
			R6: [
				'改選した12機関のうち、女性が増えたのは4機関だったため。',
				'専門職の団体に女性の役員が少ない。',
				'役員以外からの推薦を依頼する。'
			],
			R7: [
				'新設の2機関で女性の割合が2割に満たなかったため。',
				'人選の始まりが遅く、打診できる人が限られる。',
				'改選の6か月前に人選を協議する。'
			]
		},
		zenki: { measure: 's1-1', base: 'R1 25.4', final: 'R7 35.0', targets: '27.0 29.0 31.0 33.0 35.0' }
	},
	{
		name: '自治会・町内会の加入率',
		unit: '%',
		department: 'machizukuri',
		definition: '全世帯のうち自治会・町内会に加入している世帯の割合。',
		formula: '加入世帯数 ÷ 住民基本台帳の世帯数 × 100',
		source: 'まちづくり課 町内会調査',
		ratio: ['加入世帯数', '住民基本台帳の世帯数'],
		card: ['5月の町内会長への照会の回答を足す。', '災害公営住宅の自治会を落としやすい。'],
		results: '74.0 73.1 72.5 71.2 70.4',
		remarks: {
			R6: [
				'民間の賃貸住宅に住む世帯が増えたため。',
				'役員のなり手がなく、解散した会が2つある。',
				'近隣の会との合同の運営を支援する。'
			]
		},
		zenki: {
			measure: 's1-2',
			base: 'R1 75.2',
			final: 'R7 75.0',
			targets: '75.0 75.0 75.0 75.0 75.0',
			goal: 'keep',
			allowance: '5'
		},
		kouki: { measure: 's1-2', base: 'R6 71.2', final: 'R12 70.0', goal: 'keep' }
	},
	{
		name: '地域づくり団体の活動助成件数',
		unit: '件',
		department: 'machizukuri',
		accumulation: 'annual',
		definition: '市民提案型の活動に助成した件数。5年間の合計を目標とする。',
		source: 'まちづくり課 交付決定簿',
		card: ['交付決定簿の件数。取下げは引く。', '2年目の継続も1件と数える。'],
		results: '20 24 26 27 25',
		zenki: { measure: 's1-2', base: 'R1 18', final: 'R7 120', period: 'R3 R7 120', baselineUse: 'reference' }
	},
	{
		name: '市公式SNSの登録者数',
		unit: '人',
		department: 'koho',
		definition: '市公式SNS（4媒体）の登録者の合計。',
		source: '各媒体の管理画面',
		card: ['3月31日の登録者数を画面の写しで残す。', '媒体の間の重複は除けない。'],
		results: '9850 12400 15310 17720 19260',
		zenki: { measure: 's1-3', base: 'R1 6200', final: 'R7 18000', targets: '9000 11500 14000 16000 18000' },
		kouki: { measure: 's1-3', final: 'R12 25000' }
	},
	{
		name: '市の情報が伝わっていると思う市民の割合',
		unit: '%',
		department: 'koho',
		tolerance: '3.0',
		surveyYears: [2019, 2021, 2023, 2025, 2027, 2029],
		definition: '「市の情報が十分に伝わっている」と思う市民の割合。',
		source: '市民意識調査（18歳以上2,000人）',
		card: ['問12の「思う」「やや思う」を足す。', '隔年の調査。調査のない年は「調査なし」で出す。'],
		results: '44.2 n 46.9 46.9<R5 49.0p',
		zenki: { measure: 's1-3', base: 'R1 41.8', final: 'R7 52.0', targets: '44.0 45.0 48.0 50.0 52.0' },
		kouki: { measure: 's1-3', base: 'R5 46.9', final: 'R11 55.0' }
	},
	{
		name: '移住者数',
		unit: '人',
		department: 'seisaku',
		accumulation: 'annual',
		definition: '県外から転入し、市の移住の窓口・制度を利用した人数。',
		source: '総合政策課 移住相談台帳',
		card: ['移住相談台帳の「転入済」を数える。家族は全員数える。', '転勤の人は制度を利用しても除く。'],
		results: '48 61 74 88 93',
		zenki: { measure: 's2-1', base: 'R1 38', final: 'R7 90', targets: '45 55 68 80 90', policies: [1] },
		kouki: { measure: 's2-1', final: 'R12 130', policies: [1] }
	},
	{
		name: '社会増減数',
		unit: '人',
		department: 'shimin',
		accumulation: 'annual',
		limits: '- -',
		measured: '暦年（1〜12月）',
		definition: '転入者数から転出者数を引いた人数。',
		formula: '転入者数 − 転出者数',
		source: '住民基本台帳人口移動報告',
		card: ['総務省の1月末の公表値の市の行。', 'マイナスのまま入れる。外国人を含む表を使う。'],
		results: '-312 -286 -301 -268 -255',
		remarks: {
			R5: [
				'高校卒業者の市外への転出が増えたため。',
				'20代前半の女性の転出超過が最も多い。',
				'市内の企業を知る機会を在学中に設ける。'
			],
			R7: [
				'製造業の転勤に伴う世帯の転出が続いたため。',
				'若い世代の戻りが少ない。',
				'奨学金の返還支援の対象業種を広げる。'
			]
		},
		zenki: {
			measure: 's2-1',
			base: 'R1 -341',
			final: 'R7 -200',
			targets: '-320 -290 -260 -230 -200',
			policies: [1]
		},
		kouki: { measure: 's2-1', base: 'R6 -268', final: 'R12 -150', policies: [1] }
	},
	{
		name: '国際交流事業の参加者数',
		unit: '人',
		department: 'koho',
		accumulation: 'annual',
		definition: '国際交流の催しに参加した延べ人数。',
		source: '広聴広報課 事業報告',
		card: ['催しの参加者名簿を足す。主催者側は除く。', 'オンラインの視聴回数は入れない。'],
		results: '85 180 420 565 640',
		remarks: {
			R4: [
				'海外からの派遣が戻らなかったため。',
				'市内の外国人市民とのつながりが弱い。',
				'外国人市民が講師になる催しを始める。'
			],
			R3: [
				'入国の制限で対面の催しをすべて中止したため。',
				'オンラインの催しは年3回にとどまった。',
				'学校とオンラインで交流する回を増やす。'
			]
		},
		zenki: {
			measure: 's2-2',
			base: 'R1 510',
			final: 'R7 600',
			targets: '100 250 400 520 600',
			policies: [5, 9]
		},
		kouki: { measure: 's2-2', base: 'R6 565', final: 'R12 800' }
	},
	{
		name: 'やさしい日本語研修を受けた職員の割合',
		unit: '%',
		department: 'somu',
		definition: '研修を一度でも受けた職員の割合。',
		source: '総務課 研修台帳',
		card: ['研修台帳の受講者（重複を除く）を4月1日の職員数で割る。', '会計年度任用職員も分母に入れる。'],
		results: '12.0 25.5 38.0 51.4 66.0',
		zenki: { measure: 's2-2', base: 'R2 0.0', final: 'R7 60.0', targets: '10.0 22.0 35.0 48.0 60.0' }
	},
	{
		name: '大学等と連携した事業数',
		unit: '件',
		department: 'seisaku',
		accumulation: 'annual',
		definition: '協定を結んだ大学等と行った共同の事業の数。',
		source: '総合政策課 庁内照会',
		card: ['5月の庁内照会で集め、同じ事業の重複を除く。', '講師を招いただけのものは除く。'],
		results: '18 21 23 26 27',
		r7: 's',
		zenki: { measure: 's2-3', base: 'R1 16', final: 'R7 26', targets: '18 20 22 24 26', policies: [7] },
		kouki: { measure: 's2-3', base: 'R6 26', final: 'R12 32', policies: [7] }
	},
	{
		name: '広域で共同処理している事務の数',
		unit: '事務',
		department: 'somu',
		definition: '近隣市町村と共同で処理している事務の数。',
		source: '総務課',
		card: ['規約の一覧を数える。', '事務の委託も1つと数える。'],
		results: '7 7 8 8 9',
		zenki: { measure: 's2-3', base: 'R1 7', final: 'R7 9', targets: '7 7 8 8 9' }
	},
	{
		name: '経常収支比率',
		unit: '%',
		department: 'zaisei',
		limits: '0 -',
		confirmedIn: 9,
		definition: '経常的な収入のうち経常的な支出に充てた割合。',
		formula: '経常経費充当一般財源 ÷ 経常一般財源総額 × 100',
		source: '地方財政状況調査（決算統計）',
		card: [
			'決算統計の速報を7月に入れ、9月の公表で確定にする。',
			'100%を超えることがある。入力の誤りではない。'
		],
		results: '93.1 95.8 97.2 98.4 100.6p',
		remarks: {
			R5: [
				'電気料金と人件費の上昇で経常経費が増えたため。',
				'公債費の割合が高い。',
				'繰上償還と施設の統廃合を進める。'
			],
			R6: [
				'給与改定と介護給付費の繰出しが増えたため。',
				'市税の伸びを経費の伸びが上回っている。',
				'事務事業の見直しで一般財源1億円を生み出す。'
			],
			R7: [
				'普通交付税の減と物価の上昇が重なったため。',
				'経常一般財源では経常経費をまかなえなくなった。',
				'補助金の終期の設定と使用料の改定を行う。'
			]
		},
		zenki: {
			measure: 's3-1',
			base: 'R1 96.5',
			final: 'R7 94.0',
			targets: '96.0 95.5 95.0 94.5 94.0',
			direction: 'decrease'
		},
		kouki: { measure: 's3-1', base: 'R6 98.4', final: 'R12 95.0', direction: 'decrease' }
	},
	{
		name: '財政調整基金の標準財政規模に対する割合',
		unit: '%',
		department: 'zaisei',
		limits: '0 -',
		confirmedIn: 9,
		definition: '財政調整基金の残高の標準財政規模に対する割合。適正な範囲に収める。',
		source: '決算統計',
		card: ['3月31日ではなく出納整理後の残高。', '減債基金は含めない。'],
		results: '21.4 19.8 16.2 14.1 9.2',
		remarks: {
			R3: [
				'国の交付金により一般財源の取崩しが少なく、上限を超えたため。',
				'一時的な増であり、後年度の負担が見込まれる。',
				'公共施設の更新に備える基金に積み替える。'
			],
			R7: [
				'除雪と災害復旧の財源として取り崩したため。',
				'当初予算が基金の取崩しに頼っている。',
				'決算剰余金の2分の1以上を積み立てる。'
			]
		},
		zenki: {
			measure: 's3-1',
			base: 'R1 18.6',
			final: 'R7',
			direction: 'range',
			goal: 'keep',
			range: '10.0 20.0'
		},
		kouki: {
			measure: 's3-1',
			base: 'R6 14.1',
			final: 'R12',
			direction: 'range',
			goal: 'keep',
			range: '10.0 20.0'
		}
	},
	{
		name: '実質公債費比率',
		unit: '%',
		department: 'zaisei',
		confirmedIn: 9,
		limits: '0 -',
		definition: '公債費等の標準財政規模に対する割合の3か年平均。',
		source: '健全化判断比率',
		card: ['財政課の健全化判断比率の算定表の3か年平均の欄を写す。', '単年度の値の欄が隣にある。'],
		results: '12.6 12.1 11.8 11.2 11.0',
		zenki: {
			measure: 's3-1',
			base: 'R1 13.2',
			final: 'R7 11.0',
			targets: '12.8 12.3 11.9 11.4 11.0',
			direction: 'decrease'
		}
	},
	{
		name: '市税の収納率',
		unit: '%',
		department: 'zeimu',
		definition: '現年課税分の調定額に対する収納額の割合。',
		formula: '収納額 ÷ 調定額 × 100',
		source: '税務課 決算',
		ratio: ['収納額（現年課税分）', '調定額（現年課税分）'],
		card: ['5月31日の出納閉鎖後の日計表から。', '滞納繰越分を含めない。'],
		results: '98.9 99.0 99.1 99.0 99.2',
		zenki: { measure: 's3-1', base: 'R1 98.8', final: 'R7 99.2', targets: '98.9 99.0 99.0 99.1 99.2' },
		kouki: { measure: 's3-1', base: 'R6 99.0', final: 'R12 99.4' }
	},
	{
		name: 'オンラインで申請できる手続の数（累計）',
		unit: '手続',
		department: 'dx',
		formerly: ['somu', '2022-03-31'],
		accumulation: 'cumulative',
		cumulativeEntry: 'amount',
		definition: 'オンラインで申請できるようにした手続の数の累計。',
		source: '電子申請システム',
		card: [
			'システムの公開手続の一覧を年度で絞る。イベントの申込みは除く。',
			'ぴったりサービスの分を足し忘れない。'
		],
		results: '12 38 66 112 141',
		zenki: {
			measure: 's3-2',
			base: 'R1 6',
			final: 'R7 100',
			targets: '12 36 62 92 120',
			moved: ['R5>R7 100'],
			movedBecause: '国の手続の一覧に合わせ、対象の手続を広げたため。',
			policies: [7],
			revised: {
				from: 'R6',
				final: '120',
				reason: '対象の手続を広げ、最終目標を引き上げた。',
				decidedOn: '2024-03-19'
			}
		},
		kouki: { measure: 's3-2', final: 'R12 260' }
	},
	{
		name: '証明書のコンビニ交付の割合',
		unit: '%',
		department: 'shimin',
		definition: '住民票等の交付のうちコンビニで交付した割合。',
		source: '市民課 交付統計',
		card: ['統計の「コンビニ」を全交付件数で割る。公用は除く。', '戸籍は本籍が市内の分だけ。'],
		results: '8.1 14.6 22.9 31.0 36.8',
		zenki: { measure: 's3-2', base: 'R1 4.2', final: 'R7 35.0', targets: '8.0 14.0 21.0 28.0 35.0' },
		kouki: { measure: 's3-2', final: 'R12 55.0' }
	},
	{
		name: '公共施設の延床面積',
		unit: '㎡',
		department: 'zaisei',
		definition: '市が保有する公共施設（建物）の延床面積。',
		source: '公有財産台帳',
		card: ['公有財産台帳の3月末の値。', '災害公営住宅を含む。㎡単位で、千㎡ではない。'],
		results: '268400 266900 265200 264800 261700',
		r7: 's',
		remarks: {
			R6: [
				'旧校舎1棟の解体が入札不調で延びたため。',
				'解体の費用が当初の1.4倍になった。',
				'跡地の活用とあわせた民間の提案を募る。'
			]
		},
		zenki: {
			measure: 's3-3',
			base: 'R1 271300',
			final: 'R7 262000',
			targets: '268500 267000 265000 263500 262000',
			direction: 'decrease'
		}
	},
	{
		name: '男性職員の育児休業の取得率',
		unit: '%',
		department: 'somu',
		definition: '子が生まれた男性職員のうち育児休業を取った職員の割合。',
		source: '総務課',
		card: [
			'人事給与システムの休業の一覧と出生の届出を突き合わせる。',
			'令和6年度の照会から、1週間未満の取得は数えない。'
		],
		results: '12.5 28.6 45.5 66.7 70.0',
		zenki: {
			measure: 's3-3',
			base: 'R1 5.9',
			final: 'R7 50.0',
			targets: '10.0 20.0 30.0 40.0 50.0',
			policies: [1],
			revised: {
				from: 'R6',
				final: '50.0',
				name: '男性職員の育児休業（1週間以上）の取得率',
				definition: '子が生まれた男性職員のうち1週間以上の育児休業を取った職員の割合。',
				reason: '国の調査に合わせ、1週間以上の取得に定義を改めた。',
				decidedOn: '2024-03-19'
			}
		}
	},
	// 後期 from here
	{
		name: '市民提案から実現した事業数（累計）',
		unit: '件',
		department: 'machizukuri',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '市民の提案を受けて実施した事業の累計。',
		source: 'まちづくり課',
		results: 'na na 2 5 9',
		kouki: { measure: 's1-1', final: 'R12 30' }
	},
	{
		name: '地域おこし協力隊の定着率',
		unit: '%',
		department: 'seisaku',
		definition: '任期を終えた隊員のうち市内に住み続けている人の割合。',
		source: '総合政策課',
		card: ['任期を終えた翌年度末の住所で判断する。', '隊員の人数が少ないので1人で大きく動く。'],
		results: '62.5 63.6 60.0 64.7 66.7',
		kouki: { measure: 's2-1', final: 'R12 70.0', policies: [1, 4] }
	},
	{
		name: '関係人口として登録した人の数',
		unit: '人',
		department: 'seisaku',
		definition: '市の関係人口の登録制度に登録している人の数。',
		source: '登録システム',
		results: '640 980 1320 1710 2066',
		kouki: { measure: 's2-1', final: 'R12 4000', policies: [1, 6] }
	},
	{
		name: '外国人相談の対応言語数',
		unit: '言語',
		department: 'koho',
		definition: '通訳又は機器により相談に応じられる言語の数。',
		source: '広聴広報課',
		results: '5 5 8 8 12',
		kouki: { measure: 's2-2', final: 'R12 15' }
	},
	{
		name: 'オープンデータの公開数（累計）',
		unit: '件',
		department: 'dx',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '公開したオープンデータの数の累計。',
		source: 'データカタログ',
		card: ['県のカタログサイトで市の公開数を数える。', '同じ表の年度違いは1件。'],
		results: '18 24 36 52 70',
		kouki: { measure: 's1-3', final: 'R12 150', policies: [7] }
	},
	{
		name: 'データ利活用研修を修了した職員数（累計）',
		unit: '人',
		department: 'dx',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: 'データ利活用研修の全課程を修了した職員の累計。',
		source: 'デジタル推進課',
		results: 'na 12 27 45 61',
		kouki: { measure: 's3-4', final: 'R12 150' }
	},
	{
		name: '事業の見直しで生み出した一般財源',
		unit: '千円',
		department: 'zaisei',
		accumulation: 'annual',
		definition: '事務事業の見直しにより減らした一般財源の額。後期5年間の合計を目標とする。',
		source: '財政課 予算査定資料',
		card: ['当初予算の査定の「見直し効果」欄を足す。', '事業の終了による自然減は除く。'],
		results: '21400 33800 47200 52900 60300',
		kouki: {
			measure: 's3-4',
			final: 'R12 400000',
			period: 'R8 R12 400000',
			base: 'R6 52900',
			baselineUse: 'reference'
		}
	},
	{
		name: '書かない窓口で受け付けた割合',
		unit: '%',
		department: 'shimin',
		definition: '住民異動届のうち書かない窓口で受け付けた割合。',
		source: '市民課',
		results: 'na na na 24.0 41.5',
		kouki: { measure: 's3-2', final: 'R12 90.0' }
	},
	{
		name: '個別施設計画に基づく再編の段階',
		unit: '段階',
		department: 'zaisei',
		definition: '公共施設の再編の方針の検討の段階。',
		source: '財政課',
		results: 'なし なし 検討 検討 素案',
		kouki: {
			measure: 's3-3',
			base: 'R6 検討',
			final: 'R12 実施',
			direction: 'stage',
			stages: ['なし', '検討', '素案', '策定', '実施']
		}
	},
	{
		name: '市職員採用試験の競争倍率',
		unit: '倍',
		department: 'somu',
		decimals: 1,
		definition: '一般行政職の受験者数を合格者数で割った倍率。',
		source: '総務課',
		results: '4.1 3.6 3.2 2.8 2.9',
		kouki: { measure: 's3-3', final: 'R12 4.0' }
	}
];
