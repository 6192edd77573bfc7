/** A form of an authority with what is known filled in; a line without a value is left for the pen. */
export type FilledForm = {
  /** Which form: 'Mẫu số 08'. */
  readonly form: string
  readonly instrument: string
  readonly title: string
  readonly recipient: string
  readonly sections: readonly {
    readonly title: string
    readonly lines: readonly { readonly label: string; readonly value: string | undefined }[]
  }[]
}
