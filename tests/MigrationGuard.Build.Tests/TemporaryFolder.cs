namespace MigrationGuard.Build;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("migration-guard-").FullName;

    public string At(string path) => System.IO.Path.Combine(Path, path);

    public TemporaryFolder With(string path, string content = "")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
