/** The bundles one can start from: shipped ones, byte for byte, and the smallest that works. */
import restaurant from '../../bundles/我要开餐馆/我要开餐馆.yjs?raw';
import smallest from './smallest.yjs?raw';

export interface Example {
  id: string;
  title: string;
  file: string;
  text: string;
}

export const examples: Example[] = [
  { id: 'restaurant', title: '我要开餐馆（荆州 2020）', file: '我要开餐馆.yjs', text: restaurant },
  { id: 'smallest', title: '最小示例', file: '最小示例.yjs', text: smallest },
];
