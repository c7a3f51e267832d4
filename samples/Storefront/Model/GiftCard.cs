namespace Storefront.Model;

/// <summary>Money to spend in the shop.</summary>
public class GiftCard
{
    public int Id { get; set; }

    public required string Code { get; set; }

    public decimal Balance { get; set; }

    public DateTime ValidUntil { get; set; }
}
