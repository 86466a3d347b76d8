using Microsoft.AspNetCore.Builder;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Web;

public sealed class StartTests
{
    [Fact]
    public void A_database_that_is_not_supported_refuses_the_start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Database:Provider"] = "postgres";
        Assert.False(HubStart.TryLoad(builder, out _));
    }
}
