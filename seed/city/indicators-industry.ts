/** 〈産業雇用〉: invented samples. */
import type { IndicatorSource } from './sources.ts';

export const industryIndicators: readonly IndicatorSource[] = [
	{
		name: '魚市場の水揚数量',
		unit: 't',
		department: 'suisan',
		accumulation: 'annual',
		definition: '市の魚市場に水揚げされた魚介類の量。',
		source: '魚市場 水揚日報',
		card: ['魚市場の年度集計表（4〜3月）。', '暦年の集計表と間違えない。廻来船を含む。'],
		results: '10980 11740 9630 10250 10890',
		remarks: {
			R5: [
				'サンマとサケの不漁が続いたため。',
				'主な魚種の来遊が安定しない。',
				'定置網の新しい魚種の販路を開く。'
			],
			R6: [
				'海水温の上昇で秋の魚の来遊が遅れたため。',
				'水揚げが特定の時期に偏る。',
				'廻来船の誘致に取り組む。'
			],
			R7: [
				'サバの来遊は戻ったが、イカの不漁が続いたため。',
				'冷凍・加工の能力に限りがある。',
				'冷凍設備の更新を支援する。'
			]
		},
		zenki: { measure: '3-1', base: 'R1 10640', final: 'R7 13000', targets: '11000 11500 12000 12500 13000' },
		kouki: { measure: '3-1', base: 'R6 10250', final: 'R12 12000' }
	},
	{
		name: '養殖生産量',
		unit: 't',
		department: 'suisan',
		accumulation: 'annual',
		definition: 'ワカメ、ホタテガイ、サクラマス等の養殖の生産量。',
		source: '漁業協同組合 販売実績',
		card: ['3つの漁協の実績を足す。', 'ワカメは原藻の重さに直す（塩蔵×3）。'],
		results: '1420 1610 1830 2040 2265',
		zenki: {
			measure: '3-1',
			base: 'R1 1280',
			final: 'R7 2200',
			targets: '1400 1600 1800 2000 2200',
			policies: [4, 5]
		},
		kouki: { measure: '3-1', final: 'R12 3000', policies: [4, 5] }
	},
	{
		name: '新規漁業就業者数',
		unit: '人',
		department: 'suisan',
		accumulation: 'annual',
		definition: '新たに漁業に就いた人数。5年間の合計を目標とする。',
		source: '水産課 漁協照会',
		card: ['漁協の組合員の加入届から、前職が漁業でない人を数える。', '親の後を継いだ人も入れる。'],
		results: '3 5 4 … 6',
		zenki: {
			measure: '3-1',
			base: 'R1 3',
			final: 'R7 25',
			period: 'R3 R7 25',
			baselineUse: 'reference',
			policies: [4]
		}
	},
	{
		name: 'ニホンジカの捕獲頭数',
		unit: '頭',
		department: 'norin',
		accumulation: 'annual',
		definition: '有害捕獲と管理捕獲によるニホンジカの捕獲頭数。',
		source: '鳥獣被害防止計画 実績',
		card: ['猟友会の報告書の尾の枚数で確かめてから足す。', '狩猟による捕獲は含めない。'],
		results: '812 905 968 1042 1010',
		zenki: { measure: '3-2', base: 'R1 690', final: 'R7 1000', targets: '800 850 900 950 1000' }
	},
	{
		name: '農作物の鳥獣被害額',
		unit: '千円',
		department: 'norin',
		accumulation: 'annual',
		definition: '鳥獣による農作物の被害額。',
		source: '野生鳥獣による農作物被害調査',
		card: ['農家への聞取りの表から面積×単収×単価で出す。', '自家用の畑の分は別の欄。'],
		results: '4610 4380 4120 3740 3490',
		r7: 's',
		zenki: {
			measure: '3-2',
			base: 'R1 4920',
			final: 'R7 3500',
			targets: '4600 4350 4100 3800 3500',
			direction: 'decrease'
		},
		kouki: { measure: '3-2', base: 'R6 3740', final: 'R12 2500', direction: 'decrease' }
	},
	{
		name: '森林の間伐面積',
		unit: 'ha',
		department: 'norin',
		accumulation: 'annual',
		definition: '補助を受けて間伐した森林の面積。',
		source: '森林組合 事業実績',
		card: ['森林組合の補助金の実績の表から。', '繰越した事業は完了した年度に入れる。'],
		results: '142 138 151 133 128',
		remarks: {
			R4: [
				'大雨で作業道が崩れ、2つの団地に入れなかったため。',
				'作業道の補修に時間がかかる。',
				'崩れにくい線形に改める。'
			],
			R6: [
				'林業の作業員の不足で着工が遅れたため。',
				'作業道のない団地が残っている。',
				'森林環境譲与税で作業道を開設する。'
			],
			R7: [
				'林野火災の復旧に作業員を振り向けたため。',
				'担い手の確保が進まない。',
				'林業大学校の卒業者の受入れを支援する。'
			]
		},
		zenki: { measure: '3-2', base: 'R1 136', final: 'R7 170', targets: '140 148 155 162 170', policies: [4] },
		kouki: { measure: '3-2', base: 'R6 133', final: 'R12 170' }
	},
	{
		name: '事業承継の支援件数（累計）',
		unit: '件',
		department: 'shoko',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '市と商工会議所の支援により事業承継に至った件数の累計。',
		source: '商工会議所 相談実績',
		card: ['会議所の四半期の報告の累計欄。', '相談だけの件数と分ける。'],
		results: '4 9 14 19 26',
		zenki: { measure: '3-3', base: 'R2 0', final: 'R7 25', targets: '4 9 14 19 25', policies: [4] }
	},
	{
		name: '中心市街地の空き店舗数',
		unit: '店舗',
		department: 'shoko',
		definition: '中心市街地の1階の空き店舗の数。',
		source: '商工課 現地調査（10月）',
		card: [
			'10月に2人で歩いて数える。地図は共有フォルダの「空き店舗」。',
			'倉庫に使っている店は空き店舗に入れない。'
		],
		results: '34 33 31 32 29',
		remarks: {
			R6: [
				'飲食店の閉店が3件続いたため。',
				'家賃と改修費が新しい店の負担になっている。',
				'改修費の補助の上限を引き上げる。'
			]
		},
		zenki: {
			measure: '3-3',
			base: 'R1 36',
			final: 'R7 27',
			targets: '34 32 30 29 27',
			direction: 'decrease'
		},
		kouki: { measure: '3-8', base: 'R6 32', final: 'R12 20', direction: 'decrease', districts: ['kamaishi'] }
	},
	{
		name: '製造品出荷額等',
		unit: '億円',
		department: 'shoko',
		confirmedIn: 12,
		measured: '前年の暦年',
		definition: '従業者4人以上の事業所の製造品出荷額等。',
		source: '経済構造実態調査',
		card: [
			'公表は翌年の12月。7月は見込で出し、確定したら直す。',
			'調査の名前と対象が令和4年から変わっている。'
		],
		late: { R6: '1351f' },
		results: '1182 1235 1298 1342 1360f',
		zenki: { measure: '3-3', base: 'H30 1210', final: 'R7 1400', targets: '1180 1230 1290 1340 1400' },
		kouki: { measure: '3-3', base: 'R6 1342', final: 'R12 1500' }
	},
	{
		name: '釜石港のコンテナ取扱量',
		unit: 'TEU',
		department: 'kokusai',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '釜石港で扱った国際コンテナの量（実入り）。',
		source: '港湾統計（速報）',
		card: ['港湾管理者の2月の公表値。', '空コンテナを含む値も公表される。実入りだけを使う。'],
		results: '7120 6480 5930 6350 6910',
		remarks: {
			R4: [
				'航路の減便で寄港が週1便に減ったため。',
				'荷主が他港に移っている。',
				'荷主への助成の単価を上げる。'
			],
			R5: [
				'海外の景気の減速で輸出が減ったため。',
				'主な荷主が3社に偏っている。',
				'県内の荷主を20社訪問する。'
			],
			R6: [
				'寄港は戻ったが、輸入の貨物が伸びなかったため。',
				'背後地の荷主が少ない。',
				'内陸の物流の拠点と連携する。'
			],
			R7: [
				'新しい荷主2社を得たが、既存の荷主の減を補えなかったため。',
				'定期便が1航路に限られている。',
				'船会社への働きかけを続ける。'
			]
		},
		zenki: {
			measure: '3-4',
			base: 'R1 9292',
			final: 'R7 9500',
			targets: '7000 7600 8200 8800 9500',
			baselineUse: 'reference',
			policies: [5]
		},
		kouki: { measure: '3-4', base: 'R6 6350', final: 'R12 9000', policies: [5] }
	},
	{
		name: '誘致企業の新規立地・増設件数',
		unit: '件',
		department: 'kokusai',
		accumulation: 'annual',
		definition: '誘致企業の新規の立地と増設の件数。5年間の合計を目標とする。',
		source: '国際港湾産業課',
		card: ['立地協定の締結日で年度を決める。', '移転は数えない。'],
		results: '2 1 2 3 2',
		r7: 's',
		zenki: {
			measure: '3-4',
			base: 'R1 2',
			final: 'R7 10',
			period: 'R3 R7 10',
			baselineUse: 'reference',
			policies: [5]
		}
	},
	{
		name: '観光入込客数',
		unit: '人回',
		department: 'kanko',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '市内の観光地と催しを訪れた延べ人数。',
		source: '県 観光統計',
		card: ['県の様式に16地点の数を入れて出た合計。', '道の駅の新しい計測器は令和5年から。'],
		results: '402000 518000 571000 624000 548000',
		remarks: {
			R7: [
				'林野火災と台風の影響で夏の催しを3つ中止したため。',
				'夏の催しに来訪が偏っている。',
				'冬の味覚とスタジアムを組み合わせた旅行商品を作る。'
			]
		},
		zenki: {
			measure: '3-5',
			base: 'R2 396000',
			final: 'R7 640000',
			targets: '400000 480000 560000 600000 640000',
			policies: [6, 9]
		},
		kouki: { measure: '3-5', base: 'R6 624000', final: 'R12 720000', policies: [6, 9] }
	},
	{
		name: '宿泊者数',
		unit: '人泊',
		department: 'kanko',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '市内の宿泊施設の延べ宿泊者数。',
		source: '宿泊旅行統計調査',
		card: ['観光庁の市町村別の参考表の12か月の合計。', '7月の時点では速報。確報は翌年の6月に出る。'],
		results: '121000 138000 149000 157000 161000',
		zenki: {
			measure: '3-5',
			base: 'R2 112000',
			final: 'R7 150000',
			targets: '120000 130000 140000 150000 160000',
			moved: ['R3>R5 138000', 'R4>R5 138000', 'R4>R6 144000', 'R5>R6 144000', 'R5>R7 150000', 'R6>R7 150000'],
			movedBecause: '宿泊の回復が見込みより早いため。',
			policies: [6],
			revised: {
				from: 'R7',
				final: '160000',
				reason: '令和5年度の実績を踏まえ、最終目標を引き上げた。',
				decidedOn: '2025-03-18'
			}
		},
		kouki: { measure: '3-5', final: 'R12 185000', policies: [6] }
	},
	{
		name: '観光客の満足度',
		unit: '点',
		department: 'kanko',
		decimals: 2,
		tolerance: '0.10',
		limits: '1 5',
		definition: '来訪者調査の総合満足度（5点満点の平均）。',
		source: '来訪者調査（年400人）',
		card: ['調査会社の報告書の問8の平均。', '「わからない」は除いて平均する。'],
		results: '3.92 3.97 4.05 4.08 4.16',
		zenki: {
			measure: '3-5',
			base: 'R1 3.88',
			final: 'R7 4.20',
			targets: '3.90 4.00 4.05 4.12 4.20',
			policies: [6]
		}
	},
	{
		name: '新規高卒者の管内就職率',
		unit: '%',
		department: 'shoko',
		definition: '就職した新規高卒者のうち管内に就職した人の割合。',
		formula: '管内就職者数 ÷ 就職者数 × 100',
		source: 'ハローワーク釜石',
		ratio: ['管内就職者数', '就職者数'],
		card: ['ハローワークの6月の公表値。', '公務員は除いた値。'],
		results: '48.9 50.3 51.0 50.2 44.6',
		remarks: {
			R6: [
				'県外の企業の初任給の引上げが進んだため。',
				'管内の求人の賃金が見劣りする。',
				'企業の賃上げと採用の広報を支援する。'
			],
			R7: [
				'大口の採用をしていた2社が採用を控えたため。',
				'希望の多い事務職の求人が少ない。',
				'高校2年生の企業見学を全員に広げる。'
			]
		},
		zenki: {
			measure: '3-6',
			base: 'R1 47.5',
			final: 'R7 53.0',
			targets: '48.5 49.5 50.5 51.8 53.0',
			policies: [1, 4]
		},
		kouki: { measure: '3-6', base: 'R6 50.2', final: 'R12 55.0', policies: [1, 4] }
	},
	{
		name: 'テレワーク拠点の利用者数',
		unit: '人',
		department: 'shoko',
		accumulation: 'annual',
		definition: '市のテレワーク拠点の延べ利用者数。',
		source: '指定管理者 月次報告',
		card: ['月次報告の利用者数を足す。会議室だけの利用は除く。', '令和4年10月に席を増やした。'],
		results: '1240 1985 2310 2660 2874',
		r7: 's',
		zenki: {
			measure: '3-6',
			base: 'R2 640',
			final: 'R7 2600',
			targets: '1100 1500 1900 2300 2600',
			policies: [4]
		}
	},
	{
		name: '起業の支援による創業件数（累計）',
		unit: '件',
		department: 'shoko',
		accumulation: 'cumulative',
		cumulativeEntry: 'amount',
		definition: '市の支援を受けて創業した件数の累計。',
		source: '創業支援等事業計画 実績',
		card: ['創業塾の修了者に3月に電話で確認する。', '副業での開業届も数える。'],
		results: '11 21 33 42 52',
		zenki: { measure: '3-7', base: 'R2 0', final: 'R7 50', targets: '10 20 30 40 50', policies: [4, 5] },
		kouki: { measure: '3-7', final: 'R12 110', policies: [4, 5] }
	},
	{
		name: '海洋・水素等の実証事業の数',
		unit: '件',
		department: 'kokusai',
		definition: '市内で行われている新産業の実証事業の数。',
		source: '国際港湾産業課',
		card: ['年度末に協議会の名簿の事業者へ電話で確かめる。', '計画の段階の事業は数えない。'],
		results: '1 2 2 3 _',
		zenki: { measure: '3-7', base: 'R1 1', final: 'R7 4', targets: '1 2 3 3 4', policies: [5] },
		kouki: { measure: '3-7', base: 'R6 3', final: 'R12 8', policies: [5] }
	},
	// 後期 from here
	{
		name: 'サクラマス等の海面養殖の生産量',
		unit: 't',
		department: 'suisan',
		accumulation: 'annual',
		definition: '海面で養殖したサクラマス等の生産量。',
		source: '漁業協同組合',
		card: ['漁協の出荷の伝票の合計。', '内水面の稚魚は含めない。'],
		results: '84 162 210 268 301',
		kouki: { measure: '3-1', final: 'R12 600', policies: [5] }
	},
	{
		name: '水産加工の付加価値額',
		unit: '億円',
		department: 'suisan',
		decimals: 1,
		confirmedIn: 12,
		definition: '水産加工業の付加価値額。',
		source: '経済構造実態調査',
		results: '31.2 30.4 30.9 32.0 …',
		kouki: { measure: '3-1', base: 'R6 32.0', final: 'R12 38.0' }
	},
	{
		name: '森林経営計画の策定面積',
		unit: 'ha',
		department: 'norin',
		definition: '有効な森林経営計画の面積。',
		source: '農林課',
		results: '8120 8240 8310 8460 8590',
		kouki: { measure: '3-2', final: 'R12 9500' }
	},
	{
		name: '中心市街地の歩行者通行量',
		unit: '人',
		department: 'toshi',
		definition: '休日1日の歩行者の通行量（6地点の合計）。',
		source: '都市計画課 通行量調査（10月）',
		card: ['10月の第3日曜日の10時から18時。', '雨天の場合は翌週。天気を備考に書く。'],
		results: '3120 3340 3610 3580 3720',
		kouki: { measure: '3-8', final: 'R12 4500' }
	},
	{
		name: '中心市街地の新規出店数',
		unit: '店',
		department: 'shoko',
		accumulation: 'annual',
		definition: '中心市街地に新たに出店した店の数。',
		source: '商工課',
		results: '4 5 7 6 8',
		kouki: { measure: '3-8', final: 'R12 10' }
	},
	{
		name: '外国人延べ宿泊者数',
		unit: '人泊',
		department: 'kanko',
		accumulation: 'annual',
		measured: '暦年（1〜12月）',
		definition: '外国人の延べ宿泊者数。',
		source: '宿泊旅行統計調査',
		card: ['統計の市町村別の参考表。', '技能実習の長期の滞在が混じることがある。'],
		results: '310 1240 2860 3920 4410',
		kouki: { measure: '3-5', final: 'R12 8000', policies: [6] }
	},
	{
		name: '1人当たり観光消費額',
		unit: '円',
		department: 'kanko',
		tolerance: '400',
		definition: '来訪者1人当たりの市内での消費額。',
		source: '来訪者調査',
		results: '6820 7150 7480 7910 8240',
		kouki: { measure: '3-5', final: 'R12 9500', policies: [6] }
	},
	{
		name: '市内企業の奨学金返還支援の利用者数（累計）',
		unit: '人',
		department: 'shoko',
		accumulation: 'cumulative',
		cumulativeEntry: 'total',
		definition: '返還の支援を受けた若者の累計。',
		source: '商工課',
		results: 'na 6 14 23 35',
		kouki: { measure: '3-6', final: 'R12 100', policies: [1, 4] }
	},
	{
		name: '有効求職者のうち女性の就職率',
		unit: '%',
		department: 'shoko',
		definition: '女性の有効求職者のうち就職した人の割合（年度平均）。',
		source: 'ハローワーク釜石',
		results: '27.4 28.8 29.1 30.0 30.6',
		kouki: { measure: '3-6', final: 'R12 35.0', policies: [4] }
	}
];
