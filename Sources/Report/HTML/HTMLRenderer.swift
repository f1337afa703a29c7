struct HTMLRenderer {
  let language: Language
  func render(_ page: Page) -> String { "" }
}
