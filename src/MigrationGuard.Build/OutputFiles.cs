using System.Text;

namespace MigrationGuard.Build;

/// <summary>Writes files only when their content changes, so that nothing downstream runs again for nothing.</summary>
internal static class OutputFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, string content)
    {
        var bytes = Utf8.GetBytes(content);
        if (File.Exists(path) && File.ReadAllBytes(path).AsEnumerable().SequenceEqual(bytes))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
