namespace MigrationGuard.Benchmark;

/// <summary>A case, and what both checkers say of it.</summary>
internal sealed record Answer(LabelledCase Case, IReadOnlyList<string> Ours, IReadOnlyList<string> Theirs);
