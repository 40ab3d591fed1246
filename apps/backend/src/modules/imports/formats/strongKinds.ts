import { foldWords } from '../../../csv/words.ts'

/** The number of a working set, or the mark of another kind of set. */
export const SET_ORDER = /^(?:\d+|[WDF])$/i

/** Parts of the folded words for a rest, in the languages of the app and others. */
const RESTS = [
  'rest',
  'ruhe',
  'pause',
  'pausa',
  'timer',
  'repos',
  'recuperation',
  'descanso',
  'riposo',
  'recupero',
  'rust',
  '休憩',
  '休息',
  'レスト',
  'インターバル',
  'タイマー',
  '휴식',
  'отдых',
  'перерыв',
  'відпочин',
  'dinlenme',
  'odpoczyn',
  'przerwa',
  'vila',
  'hvile',
  'lepo',
  'tauko',
  'odpocin',
  'oddych',
  'piheno',
  'odihna',
  'pauz',
  'istirahat',
  'nghi',
  'พัก',
  'αναπαυση',
  'διαλειμμα',
  'راحة',
  'מנוחה',
  'विश्राम',
].map(foldWords)

/** The first letters of the folded words for a note. */
const NOTES = [
  'not',
  'remarque',
  'observa',
  'opmerking',
  'メモ',
  'ノート',
  '备注',
  '備註',
  '메모',
  'замет',
  'примеч',
  'notat',
  'uwaga',
  'anteckning',
  'huomautus',
  'muistiinpano',
  'poznamk',
  'megjegyz',
  'catatan',
].map(foldWords)

/** Returns the kind of a row that is no set, if its word in the column of the set order is known. */
export function kindOf(order: string): 'rest' | 'note' | undefined {
  if (order.length < 2 || order.length > MAX_KIND_LENGTH) return undefined
  const folded = foldWords(order)
  if (RESTS.some((rest) => folded.includes(rest))) return 'rest'
  return NOTES.some((note) => folded.startsWith(note)) ? 'note' : undefined
}

const MAX_KIND_LENGTH = 40
