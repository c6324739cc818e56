export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly live: string;
  readonly code: string;
}
export const readRecipes = (): Recipe[] => [];
