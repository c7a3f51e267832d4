namespace Storefront.Model;

/// <summary>What a customer thinks of a product.</summary>
public class ProductReview
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public int CustomerId { get; set; }

    public Customer Customer { get; set; } = null!;

    public short Stars { get; set; }

    public string? Text { get; set; }
}
