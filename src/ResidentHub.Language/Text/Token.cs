namespace ResidentHub.Language.Text;

/// <summary>
/// One word, number or pictogram of an utterance. <see cref="FoldedStart"/> and <see cref="FoldedLength"/> lie in the buffer's folded
/// letters, <see cref="Start"/> and <see cref="Length"/> in the text as it was written. <see cref="Position"/> counts words and leaps
/// at the end of a sentence, so that nearness stops there; <see cref="Sentence"/> numbers the sentences and <see cref="Clause"/> the clauses.
/// </summary>
public readonly record struct Token(int FoldedStart, int FoldedLength, int Start, int Length, int Position, int Sentence, int Clause);
