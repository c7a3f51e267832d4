namespace Unguarded;

/// <summary>Someone who buys.</summary>
public class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public DateTime RegisteredAt { get; set; }
}
