/** 〈危機対応〉: invented samples. */
import type { IndicatorSource } from './sources.ts';

export const crisisIndicators: readonly IndicatorSource[] = [
	{
		name: '自主防災組織の訓練実施率',
		unit: '%',
		department: 'bosai',
		definition: '自主防災組織のうち、その年度に訓練を行った組織の割合。',
		formula: '訓練を行った組織数 ÷ 組織数 × 100',
		source: '防災危機管理課 活動報告',
		ratio: ['訓練を行った組織数', '自主防災組織数'],
		card: ['活動報告書と補助金の実績を突き合わせる。', '市の総合防災訓練に加わっただけの組織も数える。'],
		results: '43.5 51.2 56.8 59.1 63.2',
		remarks: {
			R6: [
				'役員の高齢化で訓練を休む組織が増えたため。',
				'訓練の内容が毎年同じである。',
				'防災士が訓練の企画を手伝う。'
			]
		},
		zenki: {
			measure: '5-1',
			base: 'R1 41.0',
			final: 'R7 70.0',
			targets: '43.0 50.0 57.0 63.0 70.0',
			policies: [10]
		},
		kouki: { measure: '5-1', base: 'R6 59.1', final: 'R12 80.0', policies: [10] }
	},
	{
		name: '防災士の資格取得者数（累計）',
		unit: '人',
		department: 'bosai',
		accumulation: 'cumulative',
		cumulativeEntry: 'amount',
		definition: '市の支援を受けて防災士の資格を取った人数の累計。',
		source: '防災危機管理課',
		card: ['養成講座の合格者の一覧。', '自費で取った人は含めない。'],
		results: '118 146 171 196 214',
		corrected: { R5: ['173', '養成講座の合格者の一覧に、前の年度の合格者2人が重ねて載っていたため。'] },
		zenki: { measure: '5-1', base: 'R1 72', final: 'R7 210', targets: '115 140 165 190 210', policies: [10] },
		kouki: { measure: '5-1', final: 'R12 330', policies: [10] }
	},
	{
		name: '津波避難訓練の参加率',
		unit: '%',
		department: 'bosai',
		definition: '浸水想定区域の住民のうち訓練に参加した人の割合。',
		source: '総合防災訓練 実施報告',
		card: ['避難場所の参加者を町内会から集める。', '当日の職員は除く。'],
		results: '12.4 14.8 16.0 17.6 19.2',
		zenki: {
			measure: '5-1',
			base: 'R1 11.5',
			final: 'R7 20.0',
			targets: '12.0 14.0 16.0 18.0 20.0',
			policies: [10],
			districts: ['kamaishi', 'heita', 'unosumai', 'toni']
		}
	},
	{
		name: '備蓄食料の充足率',
		unit: '%',
		department: 'bosai',
		limits: '0 -',
		definition: '想定する避難者3日分に対する備蓄食料の割合。',
		source: '備蓄台帳',
		card: ['台帳の期限内の食数を目標の食数で割る。', '100%を超えることがある。'],
		results: '88.0 92.0 95.0 101.0 103.0',
		zenki: {
			measure: '5-2',
			base: 'R1 84.0',
			final: 'R7 100.0',
			targets: '88.0 91.0 94.0 97.0 100.0',
			goal: 'reach',
			policies: [10]
		},
		kouki: { measure: '5-2', base: 'R6 101.0', final: 'R12 100.0', goal: 'keep', policies: [10] }
	},
	{
		name: '消防団員の充足率',
		unit: '%',
		department: 'shobo',
		definition: '条例の定数に対する消防団員の割合。',
		formula: '実員 ÷ 定数 × 100',
		source: '消防課 団員名簿',
		ratio: ['消防団員の実員', '消防団員の条例定数'],
		card: ['4月1日の団員名簿。機能別団員も数える。', '定数の改正があった年は新しい定数で割る。'],
		results: '79.4 78.2 77.0 75.9 76.3',
		r7: 's',
		remarks: {
			R6: [
				'年度末の退団が入団を23人上回ったため。',
				'40代以上の団員が7割を占める。',
				'機能別団員の制度を学生に広げる。'
			],
			R7: [
				'若い世代の入団が退団を下回ったため。',
				'日中に活動できる団員が少ない。',
				'企業に協力事業所の登録を呼びかける。'
			]
		},
		zenki: {
			measure: '5-3',
			base: 'R1 80.1',
			final: 'R7 80.0',
			targets: '80.0 80.0 80.0 80.0 80.0',
			goal: 'keep',
			allowance: '3'
		},
		kouki: { measure: '5-3', base: 'R6 75.9', final: 'R12 80.0' }
	},
	{
		name: '震災の伝承施設の来館者数',
		unit: '人',
		department: 'bosai',
		accumulation: 'annual',
		definition: '震災の伝承施設の来館者数。',
		source: '指定管理者 月次報告',
		card: ['月次報告の入館者数を足す。', '語り部だけの利用は含めない。'],
		results: '38200 52600 64800 71500 74900',
		zenki: {
			measure: '5-4',
			base: 'R2 31400',
			final: 'R7 72000',
			targets: '38000 48000 56000 64000 72000',
			policies: [6, 10],
			districts: ['unosumai']
		},
		kouki: { measure: '5-4', final: 'R12 90000', policies: [6, 10] }
	},
	{
		name: '業務継続計画（BCP）の見直しの段階',
		unit: '段階',
		department: 'bosai',
		definition: '業務継続計画の見直しの段階。',
		source: '防災危機管理課',
		card: ['計画の改定の決裁で判断する。', '訓練だけの年は段階を進めない。'],
		results: '未着手 着手 着手 策定中 _',
		zenki: {
			measure: '5-5',
			base: 'R2 未着手',
			final: 'R7 策定',
			targets: '未着手 着手 着手 策定中 策定',
			direction: 'stage',
			stages: ['未着手', '着手', '策定中', '策定'],
			policies: [10]
		},
		kouki: {
			measure: '5-5',
			base: 'R6 策定中',
			final: 'R12 訓練実施',
			direction: 'stage',
			stages: ['未着手', '着手', '策定中', '策定', '訓練実施'],
			policies: [10]
		}
	},
	// 後期 from here
	{
		name: '語り部の登録者数',
		unit: '人',
		department: 'bosai',
		definition: '震災の語り部として登録している人数。',
		source: '防災危機管理課',
		card: ['3月31日の登録簿。高校生の語り部も数える。', '活動を休んでいる人は除く。'],
		results: '24 27 31 34 38',
		kouki: { measure: '5-4', final: 'R12 60', policies: [10] }
	},
	{
		name: '救急車の現場到着所要時間',
		unit: '分',
		department: 'shobo',
		decimals: 1,
		measured: '暦年（1〜12月）',
		definition: '通報から現場に着くまでの平均の時間。',
		source: '救急統計',
		card: ['救急統計の平均の値。', '転院の搬送を除いた値。'],
		results: '9.1 9.4 9.6 9.8 9.7',
		kouki: { measure: '5-3', final: 'R12 9.0', direction: 'decrease' }
	},
	{
		name: '防災アプリの登録率',
		unit: '%',
		department: 'bosai',
		definition: '人口に対する防災アプリの登録者数の割合。',
		source: 'アプリ管理画面',
		results: '6.2 11.8 17.5 22.9 27.4',
		kouki: { measure: '5-1', final: 'R12 50.0', policies: [7, 10] }
	},
	{
		name: '指定避難所の感染症・要配慮者対応の整備率',
		unit: '%',
		department: 'bosai',
		definition: '間仕切りと要配慮者の部屋を備えた指定避難所の割合。',
		source: '防災危機管理課',
		results: '22.0 31.0 44.0 56.0 65.0',
		kouki: { measure: '5-2', final: 'R12 100.0', policies: [10] }
	}
];
