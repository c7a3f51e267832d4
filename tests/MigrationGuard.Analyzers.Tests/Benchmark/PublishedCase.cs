namespace MigrationGuard.Benchmark;

/// <summary>A case of another checker: whose, under which name, and what that checker says of it.</summary>
internal sealed record PublishedCase(string Checker, string Name, bool IsUnsafe);
