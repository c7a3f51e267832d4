namespace Storefront.Model;

/// <summary>Someone who buys.</summary>
public class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public required string FullName { get; set; }

    public string? Locale { get; set; }

    public DateTime RegisteredAt { get; set; }

    public List<Order> Orders { get; } = [];
}
