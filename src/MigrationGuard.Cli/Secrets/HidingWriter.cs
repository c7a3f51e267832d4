using System.Text;

namespace MigrationGuard.Cli.Secrets;

/// <summary>A writer that lets no secret through, a whole line at a time.</summary>
internal sealed class HidingWriter(TextWriter target, SecretValues secrets) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => target.Encoding;

    public override void Write(char value)
    {
        _line.Append(value);
        if (value == '\n')
        {
            Flush();
        }
    }

    public override void Flush()
    {
        target.Write(secrets.Hide(_line.ToString()));
        _line.Clear();
        target.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        Flush();
        base.Dispose(disposing);
    }
}
