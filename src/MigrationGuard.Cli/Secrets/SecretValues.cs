using System.Text.RegularExpressions;

namespace MigrationGuard.Cli.Secrets;

/// <summary>Takes secrets out of texts. Whatever a library, a server or a parser says passes through here before anybody sees it.</summary>
internal sealed partial class SecretValues
{
    private const string Mask = "***";
    private const int ShortSecret = 4;

    // What may be said aloud: where the database is and who asks, which an error message is useless without.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "server", "data source", "datasource", "address", "port", "database", "initial catalog", "username", "user name", "user id", "userid", "user", "uid", "filename",
        "timeout", "command timeout", "connect timeout", "pooling", "mode", "cache", "encoding", "application name", "search path", "searchpath", "ssl mode", "sslmode", "encrypt",
        "trustservercertificate", "trust server certificate", "integrated security", "include error detail",
    };

    private readonly List<string> _secrets = [];

    /// <summary>Remembers what a connection string hides. It may be malformed: then what is not surely harmless is secret.</summary>
    /// <param name="connection">Key and value pairs, or an address with user and password.</param>
    public void AddConnection(string connection)
    {
        Add(connection);
        if (UserInfo().Match(connection) is { Success: true } address)
        {
            Add(address.Groups["password"].Value);
            Add(Uri.UnescapeDataString(address.Groups["password"].Value));
        }

        foreach (var part in connection.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals < 0)
            {
                // Half of a password that holds a semicolon. Without any pair it is a file name, which is no secret.
                if (connection.Contains('='))
                {
                    Add(part);
                }
            }
            else if (!Harmless.Contains(part[..equals].Trim()))
            {
                Add(part[(equals + 1)..]);
                Add(part[(equals + 1)..].Trim().Trim('"', '\''));
            }
        }
    }

    /// <summary>The text without secrets: neither those remembered, nor anything that looks like a password.</summary>
    public string Hide(string text)
    {
        foreach (var secret in _secrets)
        {
            text = secret.Length >= ShortSecret
                ? text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)
                : Regex.Replace(text, @"(?<!\w)" + Regex.Escape(secret) + @"(?!\w)", Mask, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        text = Pair().Replace(text, "${key}" + Mask);
        return UserInfo().Replace(text, "${before}" + Mask + "@");
    }

    private void Add(string secret)
    {
        secret = secret.Trim();
        if (secret.Length > 0 && !_secrets.Contains(secret) && !IsPlain(secret))
        {
            _secrets.Add(secret);
            _secrets.Sort((a, b) => b.Length != a.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b));
        }
    }

    // Values of switches: hiding each "true" would hide what a message says.
    private static bool IsPlain(string value) => value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?<key>\b(password|passwd|passfile|pwd|secret|token|access\s?key|account\s?key)\s*=\s*)("[^"]*"|'[^']*'|[^;\s"']+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex("(?<before>[a-z][a-z0-9+.-]*://[^\\s:/@]*:)(?<password>[^\\s@]*)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
