namespace MigrationGuard.Samples;

/// <summary>A sample in a folder of its own, to be changed as its comments say. It still takes the product from this clone.</summary>
internal sealed class SampleCopy : IDisposable
{
    private SampleCopy(string root) => Root = root;

    private string Root { get; }

    public static SampleCopy Of(string sample)
    {
        var copy = new SampleCopy(Directory.CreateTempSubdirectory("migration-guard-sample-").FullName);
        var source = Repository.At("samples", sample);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(copy.At(relative))!);
                File.Copy(file, copy.At(relative));
            }
        }

        foreach (var shared in (string[])["samples/Directory.Build.props", "samples/Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(copy.At(Path.GetFileName(shared)), $"""<Project><Import Project="{Repository.At(shared)}" /></Project>""");
        }

        return copy;
    }

    public SampleCopy Change(string file, string old, string @new)
    {
        var text = File.ReadAllText(At(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(At(file), text.Replace(old, @new, StringComparison.Ordinal));
        return this;
    }

    public Build Build() => Samples.Build.Of(Root);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string At(string file) => Path.Combine(Root, file);
}
